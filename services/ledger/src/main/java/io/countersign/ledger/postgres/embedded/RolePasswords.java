package io.countersign.ledger.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The embedded server's passwords: random, made once, in a file of mode 0600. Hex digits only. */
record RolePasswords(String superuser, String migrator, String application) {
  private static final int BYTES = 32;

  static RolePasswords of(Path file) throws IOException {
    if (!Files.exists(file)) {
      write(file);
    }
    var lines = Files.readAllLines(file);
    if (lines.size() != 3) {
      throw new IOException("not a file of three passwords: " + file);
    }
    return new RolePasswords(lines.get(0), lines.get(1), lines.get(2));
  }

  /** In one step, so that a crash leaves either none or all of them. */
  private static void write(Path file) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = Files.createTempFile(file.getParent(), "passwords", null, mode);
    Files.writeString(draft, String.join("\n", random(), random(), random()) + "\n");
    Files.move(draft, file);
  }

  private static String random() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "RolePasswords";
  }
}
