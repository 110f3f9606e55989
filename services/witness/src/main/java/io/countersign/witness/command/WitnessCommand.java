package io.countersign.witness.command;

import io.countersign.verifier.note.MalformedNoteException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The commands of the witness. */
enum WitnessCommand {
  INIT(
      "init",
      "--dir DIR --name NAME [--kinds ed25519,ml-dsa-44]",
      KeyCommands::init,
      "dir",
      "name",
      "kinds"),
  ADD_LOG("add-log", "--dir DIR VKEY", KeyCommands::addLog, "dir"),
  REMOVE_KEY("remove-key", "--dir DIR VKEY", KeyCommands::removeKey, "dir"),
  SERVE("serve", "--dir DIR [--listen HOST:PORT]", ServeCommand::serve, "dir", "listen"),
  HEAD("head", "--dir DIR [--origin ORIGIN]", HeadCommands::head, "dir", "origin"),
  RAISE_HEAD("raise-head", "--dir DIR CHECKPOINT-FILE", HeadCommands::raiseHead, "dir"),
  ACCEPT_CLOCK("accept-clock", "--dir DIR", HeadCommands::acceptClock, "dir"),
  POLICY(
      "policy",
      "--dir DIR [--log VKEY]... [--kinds ...] [--url URL]",
      PolicyCommand::policy,
      "dir",
      "log",
      "kinds",
      "url");

  private final String label;
  private final String usage;
  private final Action action;
  private final Set<String> options;

  WitnessCommand(String label, String usage, Action action, String... options) {
    this.label = label;
    this.usage = usage;
    this.action = action;
    this.options = Set.of(options);
  }

  /** What a command does with its arguments. */
  interface Action {
    void run(WitnessArguments arguments, Context context)
        throws WitnessUsageException, IOException, MalformedNoteException, InterruptedException;
  }

  /** What a command has of the world. */
  record Context(PrintStream out, PrintStream err, InstantSource time) {}

  static Optional<WitnessCommand> of(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }

  String usage() {
    return "countersign witness " + label + " " + usage;
  }

  void run(List<String> arguments, Context context)
      throws WitnessUsageException, IOException, MalformedNoteException, InterruptedException {
    action.run(WitnessArguments.parse(arguments, options), context);
  }
}
