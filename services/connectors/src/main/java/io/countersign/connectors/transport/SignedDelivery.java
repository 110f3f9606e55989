package io.countersign.connectors.transport;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
import io.countersign.domain.Digest;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A delivery that is read only where it's signed with a secret that both sides know. */
public final class SignedDelivery {
  private static final String PLAIN_ID = "[\\x21-\\x7e]{1,200}";

  private SignedDelivery() {}

  /**
   * What a delivery tells.
   *
   * @param reference of the secret; null where none is configured, and then nothing is believed
   * @param setting the secret's key in the configuration, and whose it is
   * @param isSigned over the bytes as they came, in a time that tells nothing
   * @param unsigned why it isn't believed, in words
   * @return UNAUTHORISED (USER) where it isn't believed
   */
  public static <T> Outcome<T> read(
      @Nullable String reference,
      String setting,
      Predicate<Secret> isSigned,
      String unsigned,
      Supplier<Outcome<T>> reading) {
    if (reference == null) {
      return unauthorised("no " + setting);
    }
    return Secrets.resolve(reference)
        .then(secret -> isSigned.test(secret) ? reading.get() : unauthorised(unsigned));
  }

  /** By which a repeated one is known: the id that it has, else its content. */
  public static String id(String told, byte[] body) {
    return told.matches(PLAIN_ID) ? told : Digest.of(body).hex();
  }

  private static <T> Outcome<T> unauthorised(String why) {
    return Outcome.failed(FailureCategory.USER, FailureCode.UNAUTHORISED, why);
  }
}
