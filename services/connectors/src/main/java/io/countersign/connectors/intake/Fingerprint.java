package io.countersign.connectors.intake;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Alertmanager's own name for a set of labels: FNV-1a, 64 bits, over the sorted pairs. */
public final class Fingerprint {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final byte[] SEPARATOR = {(byte) 0xff};

  private Fingerprint() {}

  /** 16 hex digits. */
  public static String of(Map<String, String> labels) {
    long hash = OFFSET;
    for (var label : new TreeMap<>(labels).entrySet()) {
      hash = add(hash, label.getKey().getBytes(StandardCharsets.UTF_8));
      hash = add(hash, SEPARATOR);
      hash = add(hash, label.getValue().getBytes(StandardCharsets.UTF_8));
      hash = add(hash, SEPARATOR);
    }
    return HexFormat.of().toHexDigits(hash);
  }

  private static long add(long hash, byte[] bytes) {
    long sum = hash;
    for (byte b : bytes) {
      sum = (sum ^ (b & 0xff)) * PRIME;
    }
    return sum;
  }
}
