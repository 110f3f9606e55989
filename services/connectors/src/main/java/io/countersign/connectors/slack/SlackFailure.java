package io.countersign.connectors.slack;

import com.google.gson.JsonParseException;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** The meaning of a refusal or a broken answer of Slack's. No text of it holds what was sent. */
final class SlackFailure {
  private SlackFailure() {}

  /** Of an answer that says that it isn't ok. */
  static <T> Outcome<T> of(String method, SlackApiTextResponse answer) {
    var error = answer.getError();
    if ("missing_scope".equals(error)) {
      return user(
          FailureCode.UNAUTHORISED,
          method + ": the app lacks the scope " + word(answer.getNeeded()) + ": add it, reinstall");
    }
    return of(method, word(error));
  }

  private static <T> Outcome<T> of(String method, String error) {
    var told = method + ": " + error;
    return switch (error) {
      case "ratelimited", "rate_limited", "message_limit_exceeded" -> later(told, Duration.ZERO);
      case "channel_not_found", "user_not_found", "users_not_found", "user_not_in_channel" ->
          user(FailureCode.NOT_FOUND, told);
      case "is_archived", "is_inactive" ->
          user(FailureCode.NOT_FOUND, told + ": the channel is archived");
      case "not_in_channel" -> user(FailureCode.NOT_FOUND, told + ": invite the app to it");
      case "message_not_found", "thread_not_found", "user_disabled", "user_not_visible" ->
          user(FailureCode.NOT_FOUND, told);
      case "not_authed",
          "invalid_auth",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "no_permission",
          "not_allowed_token_type",
          "org_login_required",
          "access_denied",
          "ekm_access_denied" ->
          user(FailureCode.UNAUTHORISED, told);
      case "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "team_added_to_org",
          "accesslimited" ->
          external(FailureCode.BAD_ANSWER, told);
      case "invalid_blocks",
          "invalid_blocks_format",
          "invalid_arguments",
          "msg_too_long",
          "msg_blocks_too_long",
          "no_text",
          "view_too_large",
          "invalid_metadata_format",
          "metadata_too_large" ->
          Outcome.failed(FailureCategory.INTERNAL, FailureCode.REFUSED, told);
      // A code of a later day: it was received, and declined.
      default -> user(FailureCode.REFUSED, told);
    };
  }

  /** Of an answer that isn't 200. */
  static <T> Outcome<T> of(String method, SlackApiException e) {
    var status = e.getResponse().code();
    var wait = retryAfter(e.getResponse().header("Retry-After"));
    var told = method + " answered HTTP " + status;
    if (status == 429) {
      return later(told + ", to be asked again in " + wait.toSeconds() + " s", wait);
    }
    if (status >= 500 || status / 100 == 3) {
      return new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, told, wait);
    }
    // Not NOT_FOUND: that would say that a card is gone, where only the address is wrong.
    return status == 401 || status == 403
        ? user(FailureCode.UNAUTHORISED, told)
        : user(FailureCode.REFUSED, told);
  }

  /** Of no answer. */
  static <T> Outcome<T> of(String method, IOException e) {
    return switch (e) {
      case ConnectException _, UnknownHostException _, NoRouteToHostException _ ->
          external(FailureCode.UNREACHABLE, method + ": Slack can't be connected to");
      case SSLHandshakeException _ ->
          external(FailureCode.UNREACHABLE, method + ": Slack has no acceptable certificate");
      case SocketTimeoutException it when isConnecting(it) ->
          external(FailureCode.UNREACHABLE, method + ": Slack can't be connected to in time");
      case InterruptedIOException _ ->
          external(FailureCode.TIMEOUT, method + ": Slack gave no answer in time");
      case BoundedAnswers.NotSlacks it ->
          external(FailureCode.BAD_ANSWER, method + ": " + it.getMessage());
      default -> external(FailureCode.BAD_ANSWER, method + ": the answer was lost");
    };
  }

  static <T> Outcome<T> of(String method, JsonParseException e) {
    return external(FailureCode.BAD_ANSWER, method + ": the answer isn't the JSON it should be");
  }

  private static boolean isConnecting(SocketTimeoutException e) {
    return String.valueOf(e.getMessage()).matches("(?i).*(failed to connect|connect timed out).*");
  }

  /** Seconds; where it's anything else, none. */
  private static Duration retryAfter(@Nullable String header) {
    return header != null && header.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(header))
        : Duration.ZERO;
  }

  /** Slack's own words are such; anything else isn't repeated. */
  private static String word(@Nullable String text) {
    return text != null && text.matches("[A-Za-z0-9_:.,-]{1,120}") ? text : "an unknown error";
  }

  static <T> Outcome<T> user(FailureCode code, String message) {
    return Outcome.failed(FailureCategory.USER, code, message);
  }

  private static <T> Outcome<T> external(FailureCode code, String message) {
    return Outcome.failed(FailureCategory.EXTERNAL, code, message);
  }

  private static <T> Outcome<T> later(String message, Duration wait) {
    return new Outcome.Failed<>(
        FailureCategory.INSUFFICIENT_RESOURCES, FailureCode.REFUSED, message, wait);
  }
}
