package io.countersign.verifier.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes a record in every form into a folder, for verifiers that others wrote. */
public final class SampleFiles {
  private SampleFiles() {}

  /** The folder, and how many leaves. */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
  }

  public static SampleLog write(Path folder, int leaves) throws IOException {
    var keys = LogKeys.of("log.example/sample");
    var log = SampleLog.random(keys, leaves, new Random(leaves));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("log.vkey"), keys.log().key() + "\n");
    Files.writeString(folder.resolve("witness.vkey"), keys.witness().key() + "\n");
    Files.writeString(folder.resolve("policy"), keys.policyText(true));
    Files.writeString(folder.resolve("checkpoint"), log.head().note());
    for (int i = 0; i < leaves; i += Math.max(leaves / 5, 1)) {
      Files.writeString(folder.resolve((i + 1) + ".tlog-proof"), log.proof(i));
    }
    var old = log.checkpoints.getFirst();
    Files.writeString(folder.resolve("heads.consistency"), log.consistency(old, log.head()));
    Files.write(folder.resolve("export.jsonl"), log.export(leaves / 3, leaves / 2));
    log.dump(folder.resolve("dump.sql"));
    log.folder(folder.resolve("log"));
    return log;
  }
}
