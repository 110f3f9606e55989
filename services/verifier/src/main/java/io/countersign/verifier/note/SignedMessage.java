package io.countersign.verifier.note;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The very bytes that a signature of each type is over. */
final class SignedMessage {
  private static final String LABEL = "subtree/v1\n\0";
  private static final int MOST_NAME = 255;

  private SignedMessage() {}

  /** Nothing where the type can't sign such a text: it's no head of a tree, or a name too long. */
  static Optional<byte[]> of(SignatureType type, String name, String text, long time) {
    return switch (type) {
      case ED25519 -> Optional.of(text.getBytes(StandardCharsets.UTF_8));
      case COSIGNATURE_ED25519 ->
          Optional.of(
              ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8));
      case COSIGNATURE_ML_DSA_44 -> cosigned(name, text, time);
    };
  }

  private static Optional<byte[]> cosigned(String name, String text, long time) {
    try {
      var head = TreeHead.parse(text);
      var cosigner = name.getBytes(StandardCharsets.UTF_8);
      var origin = head.origin().getBytes(StandardCharsets.UTF_8);
      return cosigner.length > MOST_NAME || origin.length > MOST_NAME
          ? Optional.empty()
          : Optional.of(cosigned(cosigner, origin, head, time));
    } catch (MalformedNoteException e) {
      return Optional.empty();
    }
  }

  private static byte[] cosigned(byte[] cosigner, byte[] origin, TreeHead head, long time) {
    var message = new ByteArrayOutputStream();
    message.writeBytes(LABEL.getBytes(StandardCharsets.US_ASCII));
    message.write(cosigner.length);
    message.writeBytes(cosigner);
    message.writeBytes(number(time));
    message.write(origin.length);
    message.writeBytes(origin);
    message.writeBytes(number(0)); // a head begins at the first leaf
    message.writeBytes(number(head.size()));
    message.writeBytes(head.root().bytes());
    return message.toByteArray();
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
