package io.countersign.cli.command;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.api.ServerProof;
import picocli.CommandLine.Option;

/** The way in which a person accepts a server that isn't known here, before it's told a secret. */
public final class ServerAcceptance {
  @Option(
      names = "--identity",
      paramLabel = "SHA256:...",
      description =
          "The identity that the server printed at its start. Needed without a terminal, where the"
              + " server has another $COUNTERSIGN_HOME and is spoken to by plain HTTP.")
  private String identity = "";

  /**
   * Has the server prove who it is, and the person say whether that's the one.
   *
   * @return the key that it holds; empty where its certificate proved it
   */
  public String meet(ServerApi server, CliContext context) {
    return server.meet(shown -> accepted(server, shown, context));
  }

  private boolean accepted(ServerApi server, ServerProof shown, CliContext context) {
    var terminal = context.terminal();
    context.say("What listens on " + server.base() + " isn't known here. Its identity is");
    context.say("  " + shown.fingerprint());
    context.say("`countersign up` prints its own at its start.");
    if (identity.isEmpty() && !terminal.interactive()) {
      context.say("Without a terminal --identity has to say which one that is.");
    }
    if (!identity.isEmpty() || !terminal.interactive()) {
      return identity.equals(shown.fingerprint());
    }
    return terminal.ask("Is it the same? [y/N] ").strip().equalsIgnoreCase("y");
  }
}
