package io.countersign.server.access;

import io.countersign.domain.RefusalCode;
import io.countersign.server.web.problem.RefusedException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id. It's made to be slow and large, so only a few are worked out at a time, and a flood of
 * logins waits for its turn instead of taking the server down.
 */
@Component
final class PasswordHashing {
  static final int LEAST_CHARACTERS = 8;
  static final int MOST_CHARACTERS = 256;

  private static final int AT_A_TIME = 2;
  private static final long PATIENCE_SECONDS = 5;

  private final Argon2PasswordEncoder encoder =
      Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  private final Semaphore turns = new Semaphore(AT_A_TIME, true);
  private final String nobody = encoder.encode("nobody has this password");

  String hash(String password) {
    return taking(() -> String.valueOf(encoder.encode(password)));
  }

  /**
   * @param hash null for somebody who isn't known: then it takes as long, and is wrong
   */
  boolean matches(String password, @Nullable String hash) {
    boolean right = taking(() -> encoder.matches(password, hash == null ? nobody : hash));
    return hash != null && right;
  }

  /**
   * @throws RefusedException for one that is too short or too long
   */
  static String checked(@Nullable String password) {
    if (password == null
        || password.length() < LEAST_CHARACTERS
        || password.length() > MOST_CHARACTERS) {
      throw RefusedException.badRequest(
          "/password", "must have " + LEAST_CHARACTERS + " to " + MOST_CHARACTERS + " characters");
    }
    return password;
  }

  private <T> T taking(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new RefusedException(RefusalCode.UNAVAILABLE, "Too many logins at once; try again.");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RefusedException(RefusalCode.UNAVAILABLE);
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
