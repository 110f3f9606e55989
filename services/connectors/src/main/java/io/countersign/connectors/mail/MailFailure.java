package io.countersign.connectors.mail;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import jakarta.mail.AuthenticationFailedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of what Jakarta Mail throws. A server's own words aren't repeated: they may hold the
 * recipients' addresses.
 */
final class MailFailure {
  private static final int PERMANENT = 500;

  private MailFailure() {}

  /**
   * @param where the server, as host and port
   */
  static <T> Outcome<T> of(Throwable thrown, String where) {
    int status = 0;
    FailureCode code = FailureCode.BAD_ANSWER;
    for (Throwable it = thrown; it != null; it = it.getCause()) {
      status = Math.max(status, status(it));
      code = more(code, it);
    }
    boolean login = code == FailureCode.UNAUTHORISED && !isPassing(status);
    return status == 0 || login ? failed(code, where) : answered(status, where);
  }

  private static FailureCode more(FailureCode known, Throwable thrown) {
    return switch (thrown) {
      case AuthenticationFailedException _ -> FailureCode.UNAUTHORISED;
      case SocketTimeoutException _ -> FailureCode.TIMEOUT;
      case MailConnectException _ -> FailureCode.UNREACHABLE;
      case UnknownHostException _ -> FailureCode.UNREACHABLE;
      case ConnectException _ -> FailureCode.UNREACHABLE;
      case SSLException _ -> FailureCode.UNREACHABLE;
      default -> known;
    };
  }

  /** Zero for what the server didn't say by a status of its own. */
  private static int status(@Nullable Throwable thrown) {
    return switch (thrown) {
      case SMTPAddressFailedException it -> it.getReturnCode();
      case SMTPSendFailedException it -> it.getReturnCode();
      case SMTPSenderFailedException it -> it.getReturnCode();
      case AuthenticationFailedException it -> status(it.getMessage());
      case null, default -> 0;
    };
  }

  /** Of a login there is only the server's line, which begins with it. */
  private static int status(@Nullable String line) {
    return line != null && line.matches("(?s)[45]\\d\\d\\b.*")
        ? Integer.parseInt(line.substring(0, 3))
        : 0;
  }

  /** A status of 4xx is for now, one of 5xx is final. */
  private static <T> Outcome<T> answered(int status, String where) {
    var why = where + " answered " + status;
    return isPassing(status)
        ? Outcome.failed(
            FailureCategory.INSUFFICIENT_RESOURCES, FailureCode.BAD_ANSWER, why + ", for now")
        : Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, why);
  }

  private static boolean isPassing(int status) {
    return status > 0 && status < PERMANENT;
  }

  private static <T> Outcome<T> failed(FailureCode code, String where) {
    return switch (code) {
      case UNAUTHORISED ->
          Outcome.failed(FailureCategory.USER, code, where + " takes neither user nor password");
      case TIMEOUT ->
          Outcome.failed(FailureCategory.EXTERNAL, code, where + " gave no answer in time");
      case UNREACHABLE ->
          Outcome.failed(
              FailureCategory.EXTERNAL,
              code,
              where + " can't be connected to, or has no acceptable certificate");
      case REFUSED,
          STALE,
          CONTENT_CHANGED,
          CONTENT_UNBOUND,
          UNHEALTHY,
          BAD_ANSWER,
          OUTPUT_TOO_LARGE,
          DRY_RUN_ACTED,
          NOT_FOUND,
          WAITING ->
          Outcome.failed(
              FailureCategory.EXTERNAL,
              FailureCode.BAD_ANSWER,
              where + " ended the conversation, or doesn't offer the security that is asked for");
    };
  }
}
