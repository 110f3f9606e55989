package io.countersign.verifier.testing;

import io.countersign.verifier.tree.TreeHash;

/** A row of the table of checkpoints. */
public record CheckpointColumns(long size, TreeHash root, String note, boolean published) {
  String row() {
    return String.join(
        "\t",
        String.valueOf(size),
        "\\\\x" + root.hex(),
        "2026-01-01 00:00:00+00",
        EventColumns.copied(note),
        published ? "t" : "f");
  }
}
