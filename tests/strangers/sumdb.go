// Go's own transparency log, golang.org/x/mod/sumdb, on a bundle that was unpacked into a folder.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		fmt.Println("REFUSED:", err)
		os.Exit(1)
	}
}

func read(name string) string {
	text, err := os.ReadFile(name)
	must(err)
	return string(text)
}

func opened(text string, known note.Verifiers) tlog.Tree {
	signed, err := note.Open([]byte(text), known)
	must(err)
	lines := strings.Split(signed.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	var root tlog.Hash
	raw, err := base64.StdEncoding.DecodeString(lines[2])
	must(err)
	copy(root[:], raw)
	return tlog.Tree{N: size, Hash: root}
}

func hashes(lines []string) []tlog.Hash {
	var found []tlog.Hash
	for _, line := range lines {
		raw, err := base64.StdEncoding.DecodeString(line)
		must(err)
		var one tlog.Hash
		copy(one[:], raw)
		found = append(found, one)
	}
	return found
}

func main() {
	at := os.Args[1]
	verifier, err := note.NewVerifier(strings.TrimSpace(read(filepath.Join(at, "log.vkey"))))
	must(err)
	known := note.VerifierList(verifier)
	newest := opened(read(filepath.Join(at, "checkpoint")), known)

	var grown []struct {
		Old   int64    `json:"old"`
		Proof []string `json:"proof"`
	}
	must(json.Unmarshal([]byte(read(filepath.Join(at, "consistency.json"))), &grown))
	for _, one := range grown {
		old := opened(read(filepath.Join(at, "checkpoints", strconv.FormatInt(one.Old, 10))), known)
		must(tlog.CheckTree(hashes(one.Proof), newest.N, newest.Hash, old.N, old.Hash))
	}

	proofs, err := filepath.Glob(filepath.Join(at, "proofs", "*.leaf"))
	must(err)
	for _, name := range proofs {
		index, err := strconv.ParseInt(strings.TrimSuffix(filepath.Base(name), ".leaf"), 10, 64)
		must(err)
		head := strings.Split(read(strings.TrimSuffix(name, ".leaf") + ".tlog-proof"), "\n\n")[0]
		steps := hashes(strings.Split(head, "\n")[2:])
		must(tlog.CheckRecord(steps, newest.N, newest.Hash, index, tlog.RecordHash([]byte(read(name)))))
	}

	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for n, index := range indexes {
			found[n] = stored[index]
		}
		return found, nil
	})
	replayed := int64(0)
	if file, err := os.Open(filepath.Join(at, "leaves.jsonl")); err == nil {
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 1<<20)
		for ; lines.Scan(); replayed++ {
			more, err := tlog.StoredHashes(replayed, lines.Bytes(), reader)
			must(err)
			stored = append(stored, more...)
		}
		must(lines.Err())
		root, err := tlog.TreeHash(replayed, reader)
		must(err)
		if replayed != newest.N || root != newest.Hash {
			must(fmt.Errorf("the leaves do not give the root"))
		}
	}
	fmt.Printf("OK %d grown, %d proofs, %d replayed\n", len(grown), len(proofs), replayed)
}
