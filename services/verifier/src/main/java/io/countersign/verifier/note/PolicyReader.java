package io.countersign.verifier.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a policy's file; each name is known before it is used. */
final class PolicyReader {
  private static final int MOST_LINES = 4096;

  private final List<VerifierKey> logs = new ArrayList<>();
  private final List<Quorum.One> witnesses = new ArrayList<>();
  private final Map<String, Quorum> named = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private @Nullable Quorum quorum;

  /** The file is octets: a name is the same where all its bytes are. */
  static TrustPolicy read(byte[] file) throws MalformedNoteException {
    var text = new String(file, StandardCharsets.ISO_8859_1);
    if (text.chars().anyMatch(c -> (c < ' ' && c != '\n' && c != '\t') || c == 0x7f)) {
      throw new MalformedNoteException("a policy with a control character");
    }
    var lines = text.split("\n", MOST_LINES);
    if (lines.length == MOST_LINES) {
      throw new MalformedNoteException("a policy of too many lines");
    }
    var reader = new PolicyReader();
    for (var line : lines) {
      reader.line(line.strip());
    }
    return reader.policy();
  }

  private TrustPolicy policy() throws MalformedNoteException {
    if (quorum == null) {
      throw new MalformedNoteException("a policy without a quorum line");
    }
    return new TrustPolicy(logs, witnesses, quorum);
  }

  private void line(String line) throws MalformedNoteException {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    var words = List.of(line.split("[ \t]+", -1));
    int count = words.size();
    switch (words.getFirst()) {
      case "log" -> log(key(need(count == 2 || count == 3, words).get(1)));
      case "witness" -> {
        need(count == 3 || count == 4, words);
        witness(new Quorum.One(words.get(1), key(words.get(2))));
      }
      case "group" -> group(need(count >= 4, words));
      case "quorum" -> quorum(need(count == 2 && quorum == null, words).get(1));
      default -> need(false, words);
    }
  }

  private static List<String> need(boolean right, List<String> words)
      throws MalformedNoteException {
    if (!right) {
      throw new MalformedNoteException(
          "no line of a policy: " + Excerpt.of(String.join(" ", words)));
    }
    return words;
  }

  private static VerifierKey key(String octets) throws MalformedNoteException {
    var bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
    return VerifierKey.parse(new String(bytes, StandardCharsets.UTF_8));
  }

  private void log(VerifierKey key) throws MalformedNoteException {
    if (key.type() == SignatureType.COSIGNATURE_ED25519) {
      throw new MalformedNoteException("a log's key has the type 0x01 or 0x06");
    }
    if (logs.stream().anyMatch(key::sameMaterial)) {
      throw new MalformedNoteException("a log's key twice");
    }
    logs.add(key);
  }

  private void witness(Quorum.One witness) throws MalformedNoteException {
    if (!witness.key().type().timed()) {
      throw new MalformedNoteException("a witness's key has the type 0x04 or 0x06");
    }
    if (witnesses.stream().anyMatch(it -> it.key().sameMaterial(witness.key()))) {
      throw new MalformedNoteException("a witness's key twice");
    }
    name(witness.name(), witness);
    witnesses.add(witness);
  }

  private void group(List<String> words) throws MalformedNoteException {
    var names = words.subList(3, words.size());
    long needed =
        switch (words.get(2)) {
          case "all" -> names.size();
          case "any" -> 1;
          default -> DecimalText.parse(words.get(2));
        };
    var group = new ArrayList<Quorum>();
    for (var name : names) {
      need(members.add(name), words);
      group.add(known(name));
    }
    need(needed >= 1 && needed <= group.size(), words);
    name(words.get(1), new Quorum.Some((int) needed, group));
  }

  private void name(String name, Quorum meaning) throws MalformedNoteException {
    if (name.equals("none") || named.putIfAbsent(name, meaning) != null) {
      throw new MalformedNoteException("a name that is taken: " + Excerpt.of(name));
    }
  }

  private void quorum(String name) throws MalformedNoteException {
    quorum = name.equals("none") ? new Quorum.Nobody() : known(name);
  }

  private Quorum known(String name) throws MalformedNoteException {
    var meaning = named.get(name);
    if (meaning == null) {
      throw new MalformedNoteException("an unknown name: " + Excerpt.of(name));
    }
    return meaning;
  }
}
