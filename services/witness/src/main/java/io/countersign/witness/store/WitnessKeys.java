package io.countersign.witness.store;

import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.NoteSignature;
import io.countersign.verifier.note.NoteSigner;
import io.countersign.verifier.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The keys of a witness, all under its one name. As text: a header, the name, and for each key its
 * kind, its public and its private half.
 */
public final class WitnessKeys {
  private static final String HEADER = "countersign-witness-keys/1";
  private static final String NAME = "name ";
  private static final int LONGEST = 255; // what a cosignature has room for

  private final String name;
  private final List<CosigningPair> pairs;
  private final List<NoteSigner> signers = new ArrayList<>();

  private WitnessKeys(String name, List<CosigningPair> pairs) throws MalformedNoteException {
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new MalformedNoteException("a witness's name has at most 255 bytes");
    }
    this.name = name;
    this.pairs = List.copyOf(pairs);
    for (var pair : pairs) {
      signers.add(pair.signer(name));
    }
  }

  /** New keys of the JDK's own randomness. */
  public static WitnessKeys generate(String name, Collection<CosignatureKind> kinds)
      throws MalformedNoteException {
    return new WitnessKeys(name, kinds.stream().map(CosigningPair::generate).toList());
  }

  static WitnessKeys parse(String text) throws MalformedNoteException {
    var lines = text.lines().toList();
    if (lines.size() < 3 || !lines.get(0).equals(HEADER) || !lines.get(1).startsWith(NAME)) {
      throw new MalformedNoteException("not a file of a witness's keys");
    }
    var pairs = new ArrayList<CosigningPair>();
    for (var line : lines.subList(2, lines.size())) {
      pairs.add(CosigningPair.parse(line));
    }
    return new WitnessKeys(lines.get(1).substring(NAME.length()), pairs);
  }

  /** The file's text: secret. */
  String secretText() {
    var text = new StringBuilder(HEADER + "\n" + NAME + name + "\n");
    pairs.forEach(it -> text.append(it.line()).append('\n'));
    return text.toString();
  }

  public String name() {
    return name;
  }

  /** What others know the witness by. */
  public List<VerifierKey> vkeys() {
    return signers.stream().map(NoteSigner::key).toList();
  }

  /**
   * The lines that go below a checkpoint, one of each key.
   *
   * @param text of the checkpoint
   * @param time in seconds
   */
  public List<NoteSignature> cosign(String text, long time) {
    return signers.stream().map(it -> it.sign(text, time)).toList();
  }
}
