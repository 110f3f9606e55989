package io.countersign.witness.command;

import io.countersign.verifier.note.MalformedNoteException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A command of the witness.
 *
 * @param options that it takes, each with a value
 */
record WitnessCommand(String label, String usage, Set<String> options, Action action) {
  static final List<WitnessCommand> ALL =
      List.of(
          new WitnessCommand(
              "init",
              "--dir DIR --name NAME [--kinds ed25519,ml-dsa-44]",
              Set.of("dir", "name", "kinds"),
              KeyCommands::init),
          new WitnessCommand("add-log", "--dir DIR VKEY", Set.of("dir"), KeyCommands::addLog),
          new WitnessCommand("remove-key", "--dir DIR VKEY", Set.of("dir"), KeyCommands::removeKey),
          new WitnessCommand(
              "serve",
              "--dir DIR [--listen HOST:PORT]",
              Set.of("dir", "listen"),
              ServeCommand::serve),
          new WitnessCommand(
              "head", "--dir DIR [--origin ORIGIN]", Set.of("dir", "origin"), HeadCommands::head),
          new WitnessCommand(
              "raise-head", "--dir DIR CHECKPOINT-FILE", Set.of("dir"), HeadCommands::raiseHead),
          new WitnessCommand("accept-clock", "--dir DIR", Set.of("dir"), HeadCommands::acceptClock),
          new WitnessCommand(
              "policy",
              "--dir DIR [--log VKEY]... [--kinds ed25519,ml-dsa-44] [--url URL]",
              Set.of("dir", "log", "kinds", "url"),
              PolicyCommand::policy));

  /** Does it. */
  interface Action {
    void run(WitnessArguments arguments, Context context)
        throws WitnessUsageException, IOException, MalformedNoteException, InterruptedException;
  }

  /** The world as a command sees it. */
  record Context(PrintStream out, PrintStream err, InstantSource time) {}

  static Optional<WitnessCommand> of(String label) {
    return ALL.stream().filter(it -> it.label.equals(label)).findFirst();
  }

  String line() {
    return "countersign witness " + label + " " + usage;
  }

  void run(List<String> arguments, Context context)
      throws WitnessUsageException, IOException, MalformedNoteException, InterruptedException {
    action.run(WitnessArguments.parse(arguments, options), context);
  }
}
