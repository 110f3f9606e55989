package io.countersign.cli.policy;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ServerCommand;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code policy propose}: other policies, for another author to approve. */
@Command(
    name = "propose",
    description = {
      "Proposes other policies: all files of a directory, or those in force with some replaced.",
      "",
      "Everything that is wrong with them is told at once. Nothing changes until another policy"
          + " author approves it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign policy show in-force --into policies",
      "  countersign policy propose policies --note \"two for databases\"",
      "  countersign policy propose --shipped        what this release comes with"
    })
final class PolicyProposeCommand extends ServerCommand {
  /** Where the server's configuration puts a bundle's files. */
  private static final String CONFIGURED = "runbooks/configured/";

  @Parameters(paramLabel = "DIR", arity = "0..1", description = "With all files of the bundle.")
  private String directory = "";

  @Option(names = "--shipped", description = "Those in force, with what the server's release has.")
  private boolean shipped;

  @Option(
      names = "--configured",
      description = "Those in force, with what stands on the server's disk by its configuration.")
  private boolean configured;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept in the record.")
  private String note = "";

  PolicyProposeCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    if (Stream.of(!directory.isEmpty(), shipped, configured).filter(it -> it).count() != 1) {
      throw new MisuseException("Give a directory, or --shipped, or --configured.");
    }
    var files = directory.isEmpty() ? replaced(server) : PolicyFolder.read(Path.of(directory));
    var answer = server.post(PolicyCommand.BUNDLES, Map.of("files", files, "note", note));
    var id = JsonAnswers.at(answer, "/id");
    var exit =
        done(
            answer,
            "Proposed "
                + id
                + ". Another policy author approves it: countersign policy approve "
                + id);
    context.warn(answer);
    return exit;
  }

  private Map<String, String> replaced(ServerApi server) {
    var path = PolicyCommand.BUNDLES + "/in-force/files";
    var files = new TreeMap<>(PolicyFolder.files(server.get(path, Map.of())));
    var outside = server.get("/api/v1/policy/outside", Map.of());
    if (configured) {
      files.keySet().removeIf(it -> it.startsWith(CONFIGURED));
    }
    files.putAll(PolicyFolder.files(outside.path(shipped ? "shipped" : "configured")));
    return files;
  }
}
