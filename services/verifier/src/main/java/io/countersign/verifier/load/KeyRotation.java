package io.countersign.verifier.load;

import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignatureType;
import io.countersign.verifier.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The change of a log's keys, signed by the old one, as an event of the log itself.
 *
 * @param leaf at which it lies
 */
record KeyRotation(long leaf, VerifierKey oldKey, List<VerifierKey> newKeys) {
  static final String TYPE = "audit.log-key-rotated";
  private static final String FORM = "countersign-log-key-rotation/1\n";

  KeyRotation {
    newKeys = List.copyOf(newKeys);
  }

  /** Nothing where the payload isn't one, or the old key hasn't signed it. */
  static Optional<KeyRotation> read(long leaf, Map<String, Object> members) {
    if (!(members.get("origin") instanceof String origin)
        || !(members.get("oldKey") instanceof String oldKey)
        || !(members.get("signature") instanceof String signature)
        || !(members.get("newKeys") instanceof List<?> texts)
        || texts.isEmpty()) {
      return Optional.empty();
    }
    try {
      var rotation = new KeyRotation(leaf, VerifierKey.parse(oldKey), keys(texts));
      var signed = rotation.text(origin).getBytes(StandardCharsets.UTF_8);
      return rotation.isOf(origin)
              && rotation.oldKey.verifies(signed, Base64.getDecoder().decode(signature))
          ? Optional.of(rotation)
          : Optional.empty();
    } catch (MalformedNoteException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<VerifierKey> keys(List<?> texts) throws MalformedNoteException {
    var keys = new ArrayList<VerifierKey>();
    for (var text : texts) {
      keys.add(VerifierKey.parse(String.valueOf(text)));
    }
    return keys;
  }

  private boolean isOf(String origin) {
    return oldKey.type() == SignatureType.ED25519
        && oldKey.name().equals(origin)
        && newKeys.stream().allMatch(it -> it.name().equals(origin));
  }

  private String text(String origin) {
    var text = new StringBuilder(FORM + origin + "\n" + oldKey + "\n");
    newKeys.forEach(it -> text.append(it).append('\n'));
    return text.toString();
  }
}
