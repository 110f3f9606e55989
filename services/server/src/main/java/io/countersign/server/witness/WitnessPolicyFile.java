package io.countersign.server.witness;

import io.countersign.ledger.log.key.NoteKey;
import io.countersign.server.witness.WitnessPolicy.Witness;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reader of a policy file (C2SP tlog-policy): strict, and each complaint names its line. */
public final class WitnessPolicyFile {
  private static final int LARGEST = 256 * 1024;
  private static final int MOST_NAMES = 128;
  private static final int ED25519_BYTES = 32;
  private static final int ML_DSA_44_BYTES = 1_312;
  private static final String NONE = "none";

  private final List<Witness> witnesses = new ArrayList<>();
  private final Map<String, WitnessQuorum> named = new HashMap<>();
  private final Set<String> grouped = new HashSet<>();
  private final Set<ByteBuffer> keys = new HashSet<>();
  private final StringBuilder lines = new StringBuilder();
  private @Nullable WitnessQuorum quorum;

  private WitnessPolicyFile() {}

  /**
   * @throws IllegalArgumentException with what is wrong in words that go on where a setting's name
   *     ends
   */
  public static WitnessPolicy read(String path) {
    try {
      var file = Path.of(path);
      if (Files.size(file) > LARGEST) {
        throw new IllegalArgumentException("is too large for a policy of witnesses");
      }
      var text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
      return parse(text.toString());
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("is not a file that can be read: " + path, e);
    }
  }

  /** The same of the file's text. */
  static WitnessPolicy parse(String text) {
    var file = new WitnessPolicyFile();
    var lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      try {
        file.line(lines[i]);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return file.policy();
  }

  private WitnessPolicy policy() {
    if (quorum == null) {
      throw new IllegalArgumentException("has no line `quorum NAME` (or `quorum none`)");
    }
    var asked =
        witnesses.stream()
            .filter(it -> it.url() != null)
            .map(Witness::name)
            .collect(Collectors.toSet());
    if (!quorum.metBy(asked)) {
      throw new IllegalArgumentException(
          "names too few witnesses with an address: its quorum could never be met");
    }
    return new WitnessPolicy(witnesses, quorum, lines.toString());
  }

  private void line(String line) {
    if (line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
      throw new IllegalArgumentException("a control character");
    }
    var words = Arrays.stream(line.split("[ \t]+", -1)).filter(it -> !it.isEmpty()).toList();
    if (words.isEmpty() || words.getFirst().startsWith("#")) {
      return;
    }
    switch (words.getFirst()) {
      case "log" -> log(sized(words, 2, 3));
      case "witness" -> witness(sized(words, 3, 4));
      case "group" -> group(sized(words, 4, Integer.MAX_VALUE));
      case "quorum" -> quorum(sized(words, 2, 2));
      default ->
          throw new IllegalArgumentException(
              "not `log`, `witness`, `group` or `quorum`: " + words.getFirst());
    }
    if (!words.getFirst().equals("log")) {
      lines.append(String.join(" ", words)).append('\n');
    }
  }

  private static List<String> sized(List<String> words, int least, int most) {
    if (words.size() < least || words.size() > most) {
      throw new IllegalArgumentException("a `" + words.getFirst() + "` line has other parts");
    }
    return words;
  }

  private void log(List<String> words) {
    var key = key(words.get(1), NoteKey.ED25519);
    if (words.size() > 2) {
      url(words.get(2));
    }
    once(key);
  }

  private void witness(List<String> words) {
    var key = key(words.get(2), NoteKey.COSIGNATURE_ED25519);
    var url = words.size() > 3 ? url(words.get(3)) : null;
    once(key);
    define(words.get(1), new WitnessQuorum.One(words.get(1)));
    witnesses.add(new Witness(words.get(1), key, url));
  }

  private void group(List<String> words) {
    var names = words.subList(3, words.size());
    var members = new ArrayList<WitnessQuorum>();
    for (var name : names) {
      members.add(known(name));
      if (!grouped.add(name)) {
        throw new IllegalArgumentException(name + " is a member of a group already");
      }
    }
    define(words.get(1), new WitnessQuorum.Group(least(words.get(2), members.size()), members));
  }

  private static int least(String text, int members) {
    int least =
        switch (text) {
          case "all" -> members;
          case "any" -> 1;
          default -> text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : 0;
        };
    if (least < 1 || least > members) {
      throw new IllegalArgumentException(
          "a group takes `all`, `any` or a number from 1 to " + members + ", not " + text);
    }
    return least;
  }

  private void quorum(List<String> words) {
    if (quorum != null) {
      throw new IllegalArgumentException("a second `quorum`");
    }
    quorum = words.get(1).equals(NONE) ? new WitnessQuorum.None() : known(words.get(1));
  }

  private WitnessQuorum known(String name) {
    var rule = named.get(name);
    if (rule == null) {
      throw new IllegalArgumentException("no witness or group before this line is called " + name);
    }
    return rule;
  }

  private void define(String name, WitnessQuorum rule) {
    if (name.equals(NONE) || named.containsKey(name)) {
      throw new IllegalArgumentException(name + " means something already");
    }
    if (named.size() == MOST_NAMES) {
      throw new IllegalArgumentException("more than " + MOST_NAMES + " witnesses and groups");
    }
    named.put(name, rule);
  }

  private void once(NoteKey key) {
    if (!keys.add(ByteBuffer.wrap(key.key()))) {
      throw new IllegalArgumentException("this key was there before");
    }
  }

  /** Of either signer: its Ed25519 form, or ML-DSA-44. */
  private static NoteKey key(String text, byte classic) {
    var key = NoteKey.parse(text);
    boolean fits =
        key.type() == classic
            ? key.key().length == ED25519_BYTES
            : key.type() == NoteKey.ML_DSA_44 && key.key().length == ML_DSA_44_BYTES;
    if (!fits) {
      throw new IllegalArgumentException("not a key for this: type " + key.type());
    }
    return key;
  }

  private static URI url(String text) {
    var url = URI.create(text);
    boolean usable =
        ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
            && url.getHost() != null
            && url.getRawUserInfo() == null
            && url.getRawQuery() == null
            && url.getRawFragment() == null;
    if (!usable) {
      throw new IllegalArgumentException("not an http or https address alone: " + text);
    }
    return url;
  }
}
