"""On an auditor's machine: checkpoints are kept, what agrees is cosigned, evidence is kept of what does not."""
