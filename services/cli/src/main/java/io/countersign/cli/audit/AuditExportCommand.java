package io.countersign.cli.audit;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ServerCommand;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code audit export}: a part of the record, with what proves that it's all of it. */
@Command(
    name = "export",
    description = {
      "Takes events away as JSON lines, with what proves that none is missing or changed.",
      "Verifying it needs neither this server nor a network: countersign verify range FILE."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign audit export --file record.jsonl",
      "  countersign audit export --from 100 --to 200 > some.jsonl",
      "  countersign audit export --from 2026-01-01T00:00:00Z --to 2026-02-01T00:00:00Z --file"
          + " january.jsonl"
    })
public final class AuditExportCommand extends ServerCommand {
  @Option(
      names = "--from",
      paramLabel = "WHERE",
      description = "The first position, or an instant from which on (default: the first event).")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "WHERE",
      description =
          "The last position, or an instant until which (default: the last event under a published"
              + " checkpoint).")
  private String to = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Where it's written, once it's whole (default: the standard output).")
  private String file = "";

  public AuditExportCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    if (file.isEmpty() || file.equals("-")) {
      told(PublishedAnswer.await(() -> copy(server, context.terminal().out())));
      return ExitCode.OK;
    }
    var path = Path.of(file);
    try {
      told(written(server, path));
    } catch (IOException e) {
      throw new UncheckedIOException(path + " can't be written: " + e.getMessage(), e);
    }
    context.terminal().out().println(path);
    return ExitCode.OK;
  }

  private long written(ServerApi server, Path path) throws IOException {
    var unfinished = path.resolveSibling(path.getFileName() + ".part");
    try {
      long events;
      try (var out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
        events = PublishedAnswer.await(() -> copy(server, out));
      }
      Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
      return events;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private long copy(ServerApi server, OutputStream out) {
    var copy = new ExportCopy(out, it -> context.say(it + " events ..."));
    return server.read(
        "/api/v1/audit/export", Map.of("from", from, "to", to), "application/x-ndjson", copy::copy);
  }

  private void told(long events) {
    context.say(events + " events, with what proves that they are all of them.");
  }
}
