package io.countersign.verifier.command;

import io.countersign.verifier.check.Coverage;
import io.countersign.verifier.check.RecordChecks;
import io.countersign.verifier.load.DumpLoader;
import io.countersign.verifier.load.FolderLoader;
import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.load.Progress;
import io.countersign.verifier.record.HeadCheck;
import io.countersign.verifier.record.RangeExport;
import io.countersign.verifier.record.RecordFindings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** Checks all that there is: a dump, a folder of tiles or an export, told apart by what it is. */
final class FsckCommand implements VerifyCommand {
  private static final byte[] EXPORT = "{\"checkpoint\":".getBytes(StandardCharsets.US_ASCII);

  @Override
  public RecordFindings answer(Arguments asked, Instant now, Progress progress)
      throws VerifyUsageException, IOException {
    var file = asked.file();
    var heads = asked.heads(now);
    if (isExport(file)) {
      if (asked.checkpoint().isPresent()) {
        throw new VerifyUsageException(
            "--checkpoint goes with a dump or a folder, not with an export");
      }
      return export(file, heads);
    }
    var scratch = Files.createTempDirectory(asked.scratch(), "countersign-verify");
    try (var record = load(asked, file, scratch, heads, progress)) {
      var findings = RecordChecks.run(RecordChecks.ALL, record);
      Coverage.tell(record, heads, findings);
      return findings;
    } finally {
      Files.deleteIfExists(scratch); // its files went as they were closed
    }
  }

  static RecordFindings export(Path file, HeadCheck heads) throws IOException {
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      var findings = RangeExport.verify(in, heads, (index, entry) -> {});
      var facts = findings.facts();
      if (facts.containsKey("from") && facts.get("from").equals(facts.get("to"))) {
        findings.doubt("the export holds no leaves, so it shows nothing of the record");
      }
      return findings;
    }
  }

  private static LoadedRecord load(
      Arguments asked, Path file, Path scratch, HeadCheck heads, Progress progress)
      throws VerifyUsageException, IOException {
    return Files.isDirectory(file)
        ? FolderLoader.load(file, scratch, heads, asked.checkpoint(), progress)
        : DumpLoader.load(file, scratch, heads, asked.checkpoint(), progress);
  }

  private static boolean isExport(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(EXPORT.length), EXPORT);
    }
  }
}
