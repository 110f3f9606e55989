package io.countersign.server.access.login;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.Active;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.access.ResetSecrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The one-time secrets by which a password's owner chooses another. Where that takes two persons
 * each of them is told one half, so that neither could be the owner: the owner needs both.
 */
@Component
public final class PasswordResets {
  /** Of a secret or its first half. */
  public static final int FIRST = 1;

  public static final int SECOND = 2;

  /** By which those who look for secrets that leaked know one. */
  private static final String PREFIX = "ots_";

  private static final int PART_BYTES = 16;
  private static final int MOST_PARTS = 2;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ResetSecrets secrets;
  private final Ledger ledger;

  PasswordResets(ResetSecrets secrets, Ledger ledger) {
    this.secrets = secrets;
    this.ledger = ledger;
  }

  /** The one-time secret's public id that somebody may use now, if there is one. */
  Optional<String> outstanding(PrincipalId person) {
    return ledger.access(person) instanceof Active it && it.resetUntil() != null
        ? Optional.of(it.credential())
        : Optional.empty();
  }

  /** Whether this is the one that somebody may use now. */
  public boolean isOutstanding(PrincipalId person, String reset) {
    return outstanding(person).filter(reset::equals).isPresent();
  }

  /** A part that nobody is told, unless there is one: with one part alone, the other would do. */
  public void ensure(String reset, int part) {
    secrets.ensure(reset, part, hash(random()));
  }

  /** A new part; of the same part the last one counts. */
  public String issue(String reset, int part) {
    var text = random();
    secrets.store(reset, part, hash(text));
    return PREFIX + text;
  }

  private static String random() {
    var random = new byte[PART_BYTES];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /**
   * @param typed the parts in any order, with anything that isn't a letter or a digit between; the
   *     prefix may be left out
   */
  boolean match(String reset, String typed) {
    var parts =
        Arrays.stream(typed.strip().split("[^0-9A-Za-z_]+", MOST_PARTS + 1))
            .map(it -> it.startsWith(PREFIX) ? it.substring(PREFIX.length()) : it)
            .map(PasswordResets::hash)
            .toList();
    return secrets.match(reset, parts) || secrets.match(reset, parts.reversed());
  }

  private static byte[] hash(String part) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(part.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
