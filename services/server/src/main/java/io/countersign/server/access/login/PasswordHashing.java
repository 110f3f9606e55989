package io.countersign.server.access.login;

import io.countersign.domain.RefusalCode;
import io.countersign.server.web.problem.RefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id. It's made to be slow and large, so it's worked out on a few threads of its own, which
 * leave processors to everybody else. Only so many wait for them, and fewer of one source: who
 * comes then is told at once to come again.
 */
@Component
public final class PasswordHashing implements DisposableBean {
  static final int LEAST_CHARACTERS = 8;
  static final int MOST_CHARACTERS = 256;

  /** Waiting or being worked out, altogether. */
  static final int MOST_WAITING = 32;

  /** Of one source. */
  static final int MOST_OF_A_SOURCE = 12;

  /** The source of what this server itself wants. */
  private static final String OWN = "";

  private static final int PATIENCE_SECONDS = 10;

  private final Argon2PasswordEncoder encoder =
      Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  private final String nobody = encoder.encode("nobody has this password");
  private final Map<String, Integer> sources = new HashMap<>();
  private final ThreadPoolExecutor threads;

  PasswordHashing() {
    int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("password-", 0).daemon().factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /** For this server itself. */
  public String hash(String password) {
    return hash(password, OWN);
  }

  public String hash(String password, String source) {
    return of(source, () -> String.valueOf(encoder.encode(password)));
  }

  /**
   * @param hash null or empty for who isn't known or has none: then it takes as long, and is wrong
   */
  public boolean matches(String password, @Nullable String hash, String source) {
    boolean known = hash != null && !hash.isEmpty();
    boolean right = of(source, () -> encoder.matches(password, known ? hash : nobody));
    return known && right;
  }

  /**
   * @throws RefusedException for one that is too short or too long
   */
  public static String checked(@Nullable String password) {
    if (password == null
        || password.length() < LEAST_CHARACTERS
        || password.length() > MOST_CHARACTERS) {
      throw RefusedException.badRequest(
          "/password", "must have " + LEAST_CHARACTERS + " to " + MOST_CHARACTERS + " characters");
    }
    return password;
  }

  private <T> T of(String source, Callable<T> work) {
    enter(source);
    try {
      return await(threads.submit(work));
    } catch (RejectedExecutionException _) {
      throw new RefusedException(RefusalCode.TOO_MANY_REQUESTS);
    } finally {
      leave(source);
    }
  }

  private synchronized void enter(String source) {
    int waiting = sources.getOrDefault(source, 0);
    if (waiting >= MOST_OF_A_SOURCE && !source.equals(OWN)) {
      throw new RefusedException(RefusalCode.TOO_MANY_REQUESTS);
    }
    sources.put(source, waiting + 1);
  }

  private synchronized void leave(String source) {
    sources.computeIfPresent(source, (_, waiting) -> waiting == 1 ? null : waiting - 1);
  }

  private static <T> T await(Future<T> work) {
    try {
      return work.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      work.cancel(false);
      Thread.currentThread().interrupt();
      throw new RefusedException(RefusalCode.UNAVAILABLE);
    } catch (TimeoutException _) {
      work.cancel(false);
      throw new RefusedException(RefusalCode.UNAVAILABLE, "Too many logins at once; try again.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password can't be hashed", e.getCause());
    }
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
