package io.countersign.connectors.slack;

import com.slack.api.methods.SlackApiResponse;
import io.countersign.connectors.slack.manifest.SlackMode;
import io.countersign.connectors.slack.manifest.SlackScopes;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secrets;
import io.countersign.connectors.spi.conversation.Conversation.Unit;
import io.countersign.connectors.transport.ConnectionAdvice;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The check of a connection: token, scopes, clock, secrets. */
final class SlackCheck {
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final SlackSettings settings;
  private final SlackWeb web;
  private final InstantSource clock;

  SlackCheck(SlackSettings settings, SlackWeb web, InstantSource clock) {
    this.settings = settings;
    this.web = web;
    this.clock = clock;
  }

  ConnectionHealth now() {
    var asked = web.ask("auth.test", it -> it.authTest(request -> request));
    return switch (asked) {
      case Outcome.Failed<?> it when it.code() == FailureCode.UNAUTHORISED ->
          ConnectionHealth.broken(
              it.message(), "Put the bot token of the installed app where `botToken` points to.");
      case Outcome.Failed<?> it -> ConnectionAdvice.about(it, "apiUrl");
      case Outcome.Ok<? extends SlackApiResponse>(var answer) -> judged(answer);
    };
  }

  private ConnectionHealth judged(SlackApiResponse answer) {
    return unreadable()
        .or(this::noSocket)
        .or(() -> missing(answer))
        .or(() -> skewed(answer))
        .orElseGet(() -> ConnectionHealth.working("signed in, with all scopes"));
  }

  /** Without a secret no answer of anybody's is believed. */
  private Optional<ConnectionHealth> unreadable() {
    return settings.signingSecrets().stream()
        .map(Secrets::resolve)
        .filter(Outcome.Failed.class::isInstance)
        .findFirst()
        .map(
            it ->
                ConnectionHealth.broken(
                    "a signing secret can't be read: " + ((Outcome.Failed<?>) it).message(),
                    "Put the app's signing secret where `signingSecrets` points to."));
  }

  private Optional<ConnectionHealth> noSocket() {
    var token = settings.appToken();
    if (settings.mode() == SlackMode.HTTP || token == null) {
      return Optional.empty();
    }
    var opened =
        Secrets.resolve(token)
            .then(
                it ->
                    web.ask(
                        "apps.connections.open",
                        it,
                        methods -> methods.appsConnectionsOpen(request -> request)))
            .then(_ -> Outcome.ok(new Unit()));
    return opened instanceof Outcome.Failed<Unit> failed
        ? Optional.of(
            ConnectionHealth.broken(
                failed.message(),
                "Put an app-level token with the scope connections:write where `appToken` points"
                    + " to."))
        : Optional.empty();
  }

  private static Optional<ConnectionHealth> missing(SlackApiResponse answer) {
    var given = Arrays.asList(header(answer, "x-oauth-scopes").orElse("").split("\\s*,\\s*"));
    var missing = SlackScopes.missing(given);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ConnectionHealth.degraded(
                missing.stream()
                    .map(it -> "the scope " + it.scope() + " is missing: can't " + it.use())
                    .collect(Collectors.joining("; ")),
                "Add to the app's bot scopes "
                    + missing.stream().map(SlackScopes::scope).collect(Collectors.joining(", "))
                    + ", and install it anew."));
  }

  private Optional<ConnectionHealth> skewed(SlackApiResponse answer) {
    return header(answer, "date")
        .flatMap(SlackCheck::time)
        .map(it -> Duration.between(it, clock.instant()))
        .filter(it -> it.abs().compareTo(SKEW) > 0)
        .map(
            it ->
                ConnectionHealth.degraded(
                    "this machine's clock is "
                        + it.abs().toSeconds()
                        + (it.isNegative() ? " s behind Slack's" : " s before Slack's"),
                    "Set the clock: from 300 s on, what people press is refused."));
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> header(SlackApiResponse answer, String name) {
    var headers = answer.getHttpResponseHeaders();
    return headers == null
        ? Optional.empty()
        : headers.entrySet().stream()
            .filter(it -> name.equalsIgnoreCase(it.getKey()))
            .map(it -> it.getValue())
            .filter(it -> !it.isEmpty())
            .map(List::getFirst)
            .findFirst();
  }
}
