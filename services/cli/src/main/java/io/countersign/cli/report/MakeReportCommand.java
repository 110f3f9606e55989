package io.countersign.cli.report;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.audit.PublishedAnswer;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ServerCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code report}: a report of a period, with the proof that nothing is left out. */
@Command(
    name = "report",
    description = {
      "Makes a report of a period for an auditor, of the record alone.",
      "With --bundle it holds all that it takes to make it again without this server: countersign"
          + " verify report FILE."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign report list",
      "  countersign report change-register --from 2026-01-01 --to 2026-04-01 --format pdf",
      "  countersign report soc2 --from 2026-01-01 --zone Europe/Berlin --bundle",
      "  countersign report approvals --from 2026-01-01 --format csv --file - | head"
    })
public final class MakeReportCommand extends ServerCommand {
  /** Neither is required by the parser: it would ask for them before a subcommand, too. */
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KIND",
      description = "One of `countersign report list`.")
  private String kind = "";

  @Option(
      names = "--from",
      paramLabel = "WHEN",
      description = "The first day (2026-01-01), or an instant; must be given.")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "WHEN",
      description = "The day or instant that the period ends before (default: now).")
  private String to = "";

  @Option(
      names = "--scope",
      paramLabel = "ENTITY",
      description = "Only kind/environment/name; * for any (default: everything).")
  private String scope = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ReportFileFormat form = ReportFileFormat.pdf;

  @Option(
      names = "--bundle",
      description = "All formats, the leaves and their proofs, as one zip; as --format bundle.")
  private boolean bundle;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Where days begin, such as Europe/Berlin (default: UTC).")
  private String zone = "";

  @Option(
      names = "--seed",
      paramLabel = "TEXT",
      description = "Of the sample (default: one that follows from the checkpoint).")
  private String seed = "";

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "The table that the CSV is of, such as exceptions (default: the report's own).")
  private String table = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Where it's written, once it's whole; - for the standard output.")
  private String file = "";

  private MakeReportCommand(CliContext context) {
    super(context);
  }

  /** The report, and the list of the kinds that there are. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new MakeReportCommand(context))
        .addSubcommand("list", new ReportListCommand(context));
  }

  private ReportFileFormat wanted() {
    return bundle ? ReportFileFormat.bundle : form;
  }

  @Override
  protected int run(ServerApi server) {
    if (kind.isEmpty() || from.isEmpty()) {
      throw new MisuseException("Say which report and from when on: KIND --from WHEN.");
    }
    if (file.equals("-")) {
      copy(server, context.terminal().out());
      return ExitCode.OK;
    }
    var path = Path.of(file.isEmpty() ? kind + "." + wanted().extension() : file);
    try {
      written(server, path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " can't be written: " + e.getMessage(), e);
    }
    context.terminal().out().println(path);
    if (wanted() == ReportFileFormat.bundle) {
      context.say("It's checked anywhere: countersign verify report " + path + " --policy FILE");
    }
    return ExitCode.OK;
  }

  private void written(ServerApi server, Path path) throws IOException {
    var unfinished = path.resolveSibling(path.getFileName() + ".part");
    try {
      try (var out = Files.newOutputStream(unfinished)) {
        copy(server, out);
      }
      Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private void copy(ServerApi server, OutputStream out) {
    var path = "/api/v1/reports/" + ServerApi.part(kind);
    PublishedAnswer.await(() -> server.read(path, query(), "*/*", it -> copied(it, out)));
  }

  private Map<String, String> query() {
    var query = new HashMap<String, String>();
    query.put("from", from);
    query.put("to", to);
    query.put("scope", scope);
    query.put("format", wanted().name());
    query.put("zone", zone);
    query.put("seed", seed);
    query.put("table", table);
    return query;
  }

  private static long copied(InputStream in, OutputStream out) {
    try {
      long bytes = in.transferTo(out);
      out.flush();
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("the report broke off: " + e.getMessage(), e);
    }
  }
}
