package io.countersign.witness.command;

import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignatureType;
import io.countersign.verifier.note.VerifierKey;
import io.countersign.witness.command.WitnessCommand.Context;
import io.countersign.witness.store.CosignatureKind;
import io.countersign.witness.store.WitnessFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prints a policy in C2SP's tlog-policy, by which these logs count with this witness's word. */
final class PolicyCommand {
  private PolicyCommand() {}

  static void policy(WitnessArguments arguments, Context context)
      throws WitnessUsageException, IOException, MalformedNoteException {
    var folder = WitnessFolder.open(Path.of(arguments.none().required("dir")));
    for (var log : logs(folder, arguments)) {
      context.out().println("log " + log);
    }
    var types = KeyCommands.kinds(arguments).stream().map(CosignatureKind::type).toList();
    var url = arguments.orElse("url", "");
    var names = new ArrayList<String>();
    for (var key :
        folder.keys().vkeys().stream().filter(it -> types.contains(it.type())).toList()) {
      names.add(name(key));
      context.out().println("witness " + name(key) + " " + key + (url.isEmpty() ? "" : " " + url));
    }
    context.out().print(quorum(folder.keys().name(), names));
  }

  private static List<VerifierKey> logs(WitnessFolder folder, WitnessArguments arguments)
      throws IOException, MalformedNoteException {
    var keys = new ArrayList<VerifierKey>();
    for (var vkey : arguments.all("log")) {
      keys.add(VerifierKey.parse(vkey));
    }
    if (keys.isEmpty()) {
      for (var log : folder.logs()) {
        keys.addAll(log.keys());
      }
    }
    return keys;
  }

  /** Both of the witness's signatures are wanted: whoever can forge one can't forge both. */
  private static String quorum(String name, List<String> names) throws WitnessUsageException {
    if (names.isEmpty()) {
      throw new WitnessUsageException("the witness has no key of these --kinds");
    }
    return names.size() == 1
        ? "quorum " + names.getFirst() + "\n"
        : "group " + name + " all " + String.join(" ", names) + "\nquorum " + name + "\n";
  }

  private static String name(VerifierKey key) {
    return key.name()
        + (key.type() == SignatureType.COSIGNATURE_ED25519 ? ":ed25519" : ":ml-dsa-44");
  }
}
