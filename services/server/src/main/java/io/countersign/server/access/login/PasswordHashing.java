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
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id. It's made to be slow and large, so it's worked out on a few threads of its own, which
 * leave processors to everybody else. Only so many wait for them, and fewer of one source: who
 * comes then is told at once to come again. Some places are for those who were right before, so
 * that who guesses can't take them all.
 */
@Component
public final class PasswordHashing implements DisposableBean {
  static final int LEAST_CHARACTERS = 8;
  static final int MOST_CHARACTERS = 256;

  /** Waiting or being worked out, altogether. */
  static final int MOST_WAITING = 32;

  /** Of those who weren't right before. */
  static final int MOST_STRANGERS = 24;

  /** Of one source, of which those who were right before are one each. */
  static final int MOST_OF_A_SOURCE = 12;

  /** Of one who was. */
  static final int MOST_OF_A_KNOWN = 3;

  private static final int PATIENCE_SECONDS = 10;
  private static final int OWN_PATIENCE_SECONDS = 120;

  private static final Admission OWN = new Admission(Asker.OWN, () -> {});

  private final PasswordEncoder encoder;
  private final String nobody;
  private final Map<Asker, Integer> askers = new HashMap<>();
  private int strangers;
  private final ThreadPoolExecutor threads;

  PasswordHashing(PasswordEncoder encoder) {
    this.encoder = encoder;
    nobody = String.valueOf(encoder.encode("nobody has this password"));
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

  /** For this server itself, and for whoever is logged in. */
  public String hash(String password) {
    return hash(password, OWN);
  }

  String hash(String password, Admission admission) {
    return of(admission, () -> String.valueOf(encoder.encode(password)));
  }

  /**
   * @param hash null or empty for who isn't known or has none: then it takes as long, and is wrong
   */
  boolean matches(String password, @Nullable String hash, Admission admission) {
    boolean known = hash != null && !hash.isEmpty();
    boolean right = of(admission, () -> encoder.matches(password, known ? hash : nobody));
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

  private <T> T of(Admission admission, Callable<T> work) {
    var asker = admission.asker();
    enter(asker);
    try {
      return await(threads.submit(() -> admitted(admission, work)), patience(asker));
    } catch (RejectedExecutionException _) {
      throw new RefusedException(RefusalCode.TOO_MANY_REQUESTS);
    } finally {
      leave(asker);
    }
  }

  /** Asked anew when its turn has come. */
  private static <T> T admitted(Admission admission, Callable<T> work) throws Exception {
    admission.check().run();
    return work.call();
  }

  synchronized void enter(Asker asker) {
    int waiting = askers.getOrDefault(asker, 0);
    boolean full =
        switch (asker) {
          case Asker.Own _ -> false;
          case Asker.Known _ -> waiting >= MOST_OF_A_KNOWN;
          case Asker.Stranger _ -> waiting >= MOST_OF_A_SOURCE || strangers >= MOST_STRANGERS;
        };
    if (full) {
      throw new RefusedException(RefusalCode.TOO_MANY_REQUESTS);
    }
    askers.put(asker, waiting + 1);
    strangers += asker instanceof Asker.Stranger ? 1 : 0;
  }

  synchronized void leave(Asker asker) {
    askers.computeIfPresent(asker, (_, waiting) -> waiting == 1 ? null : waiting - 1);
    strangers -= asker instanceof Asker.Stranger ? 1 : 0;
  }

  /** A start isn't given up since the machine is busy. */
  private static int patience(Asker asker) {
    return switch (asker) {
      case Asker.Own _ -> OWN_PATIENCE_SECONDS;
      case Asker.Known _, Asker.Stranger _ -> PATIENCE_SECONDS;
    };
  }

  private static <T> T await(Future<T> work, int patienceSeconds) {
    try {
      return work.get(patienceSeconds, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      work.cancel(false);
      Thread.currentThread().interrupt();
      throw new RefusedException(RefusalCode.UNAVAILABLE);
    } catch (TimeoutException _) {
      work.cancel(false);
      throw new RefusedException(RefusalCode.UNAVAILABLE, "Too many logins at once; try again.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("a password can't be hashed", e.getCause());
    }
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
