package io.countersign.verifier.command;

import io.countersign.verifier.load.Progress;
import io.countersign.verifier.note.Excerpt;
import io.countersign.verifier.record.ConsistencyFile;
import io.countersign.verifier.record.EventProof;
import io.countersign.verifier.record.RecordFindings;
import io.countersign.verifier.record.Verdict;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verifier's program. It reads files, and nothing else in the world. */
public final class Verify {
  private static final String USAGE =
      """
      Usage: countersign verify COMMAND FILE [--policy FILE] [--json]
        event FILE.tlog-proof     an event is in the tree
        range EXPORT.jsonl        the leaves of an export are those of the tree, all and in order
        consistency FILE          a later tree begins with the whole of an earlier one
        report BUNDLE.zip         a report is what the leaves that it names give
        fsck DUMP.sql | FOLDER | EXPORT.jsonl [--checkpoint FILE] [--scratch FOLDER] [--quiet]
                                  everything: entries, tiles, checkpoints, signatures, blobs; and that it
                                  contains the tree whose head was kept elsewhere
        self-test                 this verifier against the published vectors
      --policy FILE  whom to trust, as c2sp.org/tlog-policy has it: keys of logs and witnesses, and a quorum
      Exit: 0 as recorded, 1 tampered, 2 asked in a wrong way, 3 can't tell. No network is used.
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final InstantSource clock;
  private final Map<String, VerifyCommand> commands = new LinkedHashMap<>();

  Verify(PrintStream out, PrintStream err, InstantSource clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
    commands.put("event", (asked, now, it) -> EventProof.verify(read(asked), asked.heads(now)));
    commands.put(
        "consistency", (asked, now, it) -> ConsistencyFile.verify(read(asked), asked.heads(now)));
    commands.put("range", (asked, now, it) -> FsckCommand.export(asked.file(), asked.heads(now)));
    commands.put("fsck", new FsckCommand());
    commands.put("report", new ReportCommand());
    commands.put("self-test", (asked, now, it) -> SelfTest.run());
  }

  /** Ends with the exit code that is the answer. */
  public static void main(String[] arguments) {
    var out = stream(FileDescriptor.out);
    var err = stream(FileDescriptor.err);
    int exit = new Verify(out, err, InstantSource.system()).run(List.of(arguments));
    out.flush();
    err.flush();
    System.exit(exit);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  int run(List<String> words) {
    if (words.stream().anyMatch(it -> it.equals("--help") || it.equals("-h"))) {
      out.print(USAGE);
      return Verdict.OK.exit();
    }
    try {
      return answer(words);
    } catch (VerifyUsageException e) {
      err.println("countersign verify: " + e.getMessage());
      err.print(USAGE);
      return Verdict.USAGE.exit();
    } catch (IOException | UncheckedIOException e) {
      err.println("countersign verify: CAN'T TELL: it can't be read: " + Excerpt.sentence(why(e)));
      return Verdict.UNCLEAR.exit();
    }
  }

  private int answer(List<String> words) throws VerifyUsageException, IOException {
    var command = words.isEmpty() ? null : commands.get(words.getFirst());
    if (command == null) {
      throw new VerifyUsageException("it has to be one of " + String.join(", ", commands.keySet()));
    }
    var asked = Arguments.parse(words.subList(1, words.size()));
    Progress silent = (stage, bytes, all, leaves) -> {};
    var progress = asked.quiet() ? silent : new StderrProgress(err, clock);
    var findings = command.answer(asked, clock.instant(), progress);
    tell(findings, asked.json());
    return findings.verdict().exit();
  }

  private void tell(RecordFindings findings, boolean json) {
    var answer = new AnswerPrinter(out);
    if (json) {
      answer.tellJson(findings);
    } else {
      answer.tell(findings);
    }
  }

  private static String why(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static byte[] read(Arguments asked) throws VerifyUsageException, IOException {
    Path file = asked.file();
    if (Files.size(file) > VerifyCommand.LARGEST_PROOF) {
      throw new IOException("the file is larger than any proof");
    }
    return Files.readAllBytes(file);
  }
}
