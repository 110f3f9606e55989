package io.countersign.witness.command;

import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.VerifierKey;
import io.countersign.witness.command.WitnessCommand.Context;
import io.countersign.witness.store.CosignatureKind;
import io.countersign.witness.store.WitnessFolder;
import io.countersign.witness.store.WitnessKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Makes a witness, and tells it whose checkpoints to look at. */
final class KeyCommands {
  static final String BOTH = "ed25519,ml-dsa-44";

  private KeyCommands() {}

  static void init(WitnessArguments arguments, Context context)
      throws WitnessUsageException, IOException, MalformedNoteException {
    var dir = Path.of(arguments.none().required("dir"));
    var keys = WitnessKeys.generate(arguments.required("name"), kinds(arguments));
    WitnessFolder.create(dir, keys).keys().vkeys().forEach(context.out()::println);
    context
        .err()
        .println(
            "Made a witness in "
                + dir
                + ". Give its keys above to those who run the logs and to those who verify.");
  }

  static Set<CosignatureKind> kinds(WitnessArguments arguments) throws WitnessUsageException {
    var kinds = new LinkedHashSet<CosignatureKind>();
    for (var label : arguments.orElse("kinds", BOTH).split(",", -1)) {
      kinds.add(
          CosignatureKind.of(label)
              .orElseThrow(
                  () -> new WitnessUsageException("--kinds takes " + BOTH + " or one of them")));
    }
    return kinds;
  }

  static void addLog(WitnessArguments arguments, Context context)
      throws WitnessUsageException, IOException, MalformedNoteException {
    var key = VerifierKey.parse(arguments.only("the log's VKEY"));
    WitnessFolder.open(Path.of(arguments.required("dir"))).trust(key);
    context
        .err()
        .println("Cosigns " + key.name() + " from now on; a server that runs knows it at once.");
  }

  static void removeKey(WitnessArguments arguments, Context context)
      throws WitnessUsageException, IOException, MalformedNoteException {
    var key = VerifierKey.parse(arguments.only("the log's old VKEY"));
    WitnessFolder.open(Path.of(arguments.required("dir"))).distrust(key);
    context.err().println("A signature of " + key.hexId() + " counts for nothing any more.");
  }
}
