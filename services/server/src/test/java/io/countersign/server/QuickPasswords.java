package io.countersign.server;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The product's way to keep passwords at a thousandth of its cost: tests log in thousands of times,
 * which took them two fifths of all their processor time.
 */
public final class QuickPasswords {
  private static final int KIBIBYTES = 16;

  private QuickPasswords() {}

  public static PasswordEncoder encoder() {
    return new Argon2PasswordEncoder(16, 32, 1, KIBIBYTES, 1);
  }

  static void register(GenericApplicationContext beans) {
    beans.registerBean("quickPasswords", PasswordEncoder.class, QuickPasswords::encoder);
  }
}
