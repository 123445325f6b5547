// npm's @sigstore/verify on a bundle that was unpacked into a folder: node sigstore_verify.js MODULES FOLDER
"use strict";
const [modules, at] = process.argv.slice(2);
const fs = require("fs");
const path = require("path");
const crypto = require("crypto");
const { verifyCheckpoint } = require(path.join(modules, "@sigstore/verify/dist/tlog/checkpoint"));
const { verifyMerkleInclusion } = require(path.join(modules, "@sigstore/verify/dist/tlog/merkle"));

const read = (name) => fs.readFileSync(path.join(at, name));
const [name, hash, ...rest] = read("log.vkey").toString().trim().split("+");
const raw = Buffer.from(rest.join("+"), "base64").subarray(1);
const publicKey = crypto.createPublicKey({ key: Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw]), format: "der", type: "spki" });
const logs = [{ logID: Buffer.concat([Buffer.from(hash, "hex"), Buffer.alloc(28)]), publicKey, baseURL: `https://${name}` }];
let proved = 0;
for (const file of fs.readdirSync(path.join(at, "proofs")).filter((one) => one.endsWith(".leaf"))) {
  const index = file.replace(".leaf", "");
  const [head] = read(`proofs/${index}.tlog-proof`).toString().split("\n\n");
  const hashes = head.split("\n").slice(2).map((step) => Buffer.from(step, "base64"));
  const inclusionProof = { logIndex: index, hashes, checkpoint: { envelope: read("checkpoint").toString() } };
  const entry = { canonicalizedBody: read(`proofs/${file}`), inclusionProof };
  const checkpoint = verifyCheckpoint(entry, logs);
  verifyMerkleInclusion(entry, checkpoint);
  proved += 1;
}
console.log(`OK ${proved} proofs`);
