package io.countersign.cli.audit;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.api.UnreachableException;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code audit proof}: a file that proves that an event is on record. */
@Command(
    name = "proof",
    description = {
      "Takes away the proof that an event is on record, unchanged and in its place.",
      "Verifying it needs neither this server nor a network: countersign verify event FILE."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign audit proof 120",
      "  countersign audit proof 0191d3c1-7b5e-7c3a-9f00-5d2f6a1b0c4d --file approval.tlog-proof",
      "  countersign audit proof 120 --file -"
    })
public final class AuditProofCommand extends ServerCommand {
  private static final String INDEX = "index ";

  @Parameters(paramLabel = "ID", description = "The event's id, or its position.")
  private String id = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Where it's written; - is the standard output (default: POSITION.tlog-proof).")
  private String file = "";

  public AuditProofCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var by = id.matches("[0-9]+") ? "position" : "event";
    var proof =
        PublishedAnswer.await(
            () -> server.text("/api/v1/audit/proof", Map.of(by, id), "text/plain"));
    if (file.equals("-")) {
      context.terminal().out().print(proof);
      context.terminal().out().flush();
      return ExitCode.OK;
    }
    var path = Path.of(file.isEmpty() ? position(proof) + ".tlog-proof" : file);
    write(path, proof);
    context.say("Verify it, anywhere: countersign verify event " + path + " --policy log.policy");
    context.terminal().out().println(path);
    return ExitCode.OK;
  }

  /** As the proof says. */
  private static long position(String proof) {
    return proof
        .lines()
        .filter(it -> it.matches(INDEX + "[0-9]{1,18}"))
        .map(it -> Long.parseLong(it.substring(INDEX.length())) + 1)
        .findFirst()
        .orElseThrow(() -> new UnreachableException("what the server answers is no proof"));
  }

  private static void write(Path path, String proof) {
    try {
      Files.writeString(path, proof);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " can't be written: " + e.getMessage(), e);
    }
  }
}
