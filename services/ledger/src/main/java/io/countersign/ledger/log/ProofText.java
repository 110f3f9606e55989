package io.countersign.ledger.log;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts of proofs, as others read them. */
final class ProofText {
  private static final String INCLUSION = "c2sp.org/tlog-proof@v1";
  private static final String CONSISTENCY = "countersign.dev/consistency@v1";

  private ProofText() {}

  static String inclusion(byte[] entry, long index, List<byte[]> path, PublishedHead head) {
    var lines = Stream.of(INCLUSION, "extra " + base64(entry), "index " + index);
    return text(lines, path) + "\n" + head.note();
  }

  static String consistency(PublishedHead old, PublishedHead later, List<byte[]> path) {
    var lines = Stream.of(CONSISTENCY, "old " + old.size(), "new " + later.size());
    return text(lines, path) + "\n" + old.note() + "\n" + later.note();
  }

  private static String text(Stream<String> lines, List<byte[]> hashes) {
    return Stream.concat(lines, hashes.stream().map(ProofText::base64))
        .map(it -> it + "\n")
        .collect(Collectors.joining());
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
