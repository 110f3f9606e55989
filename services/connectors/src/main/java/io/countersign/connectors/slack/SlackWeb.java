package io.countersign.connectors.slack;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.auth.AuthTestResponse;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
import io.countersign.domain.Digest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Slack's Web API, with failures as outcomes. The token is read anew for each question. */
final class SlackWeb {
  /** A question. */
  @FunctionalInterface
  interface Question<T> {
    T ask(MethodsClient methods) throws IOException, SlackApiException;
  }

  /**
   * Who we are there.
   *
   * @param token the digest of the token that it's true of
   * @param workspace the enterprise's id where there is one, else the team's
   * @param url of the workspace, with a slash at its end
   */
  record Identity(Digest token, String workspace, String team, String user, String url) {}

  private final SlackSettings settings;
  private final Slack slack;
  private final AtomicReference<@Nullable Identity> known = new AtomicReference<>();

  SlackWeb(SlackSettings settings) {
    this.settings = settings;
    var config = BoundedAnswers.config(settings);
    this.slack = Slack.getInstance(config, BoundedAnswers.client(settings, config));
  }

  /** Slack's own client, for what isn't a question. */
  Slack client() {
    return slack;
  }

  /**
   * Asks as the bot.
   *
   * @param method its name, for messages
   */
  <T extends SlackApiTextResponse> Outcome<T> ask(String method, Question<T> question) {
    return Secrets.resolve(settings.botToken()).then(token -> ask(method, token, question));
  }

  <T extends SlackApiTextResponse> Outcome<T> ask(
      String method, Secret token, Question<T> question) {
    try {
      var answer = question.ask(slack.methods(token.reveal()));
      return answer.isOk() ? Outcome.ok(answer) : SlackFailure.of(method, answer);
    } catch (SlackApiException e) {
      return SlackFailure.of(method, e);
    } catch (IOException e) {
      return SlackFailure.of(method, e);
    } catch (JsonParseException e) {
      return SlackFailure.of(method, e);
    }
  }

  /** Who we are; asked once for each token. */
  Outcome<Identity> identity() {
    return Secrets.resolve(settings.botToken())
        .then(
            token -> {
              var digest = Digest.of(token.bytes());
              var before = known.get();
              return before != null && before.token().equals(digest)
                  ? Outcome.ok(before)
                  : ask("auth.test", token, it -> it.authTest(request -> request))
                      .then(answer -> identified(digest, answer));
            });
  }

  private Outcome<Identity> identified(Digest token, AuthTestResponse answer) {
    var enterprise = answer.getEnterpriseId();
    var workspace = enterprise == null || enterprise.isEmpty() ? answer.getTeamId() : enterprise;
    var found =
        new Identity(
            token,
            String.valueOf(workspace),
            String.valueOf(answer.getTeamId()),
            String.valueOf(answer.getUserId()),
            url(answer.getUrl()));
    known.set(found);
    return Outcome.ok(found);
  }

  /** Only an address that a person could open. */
  private static String url(@Nullable String told) {
    return told != null && told.matches("https://[A-Za-z0-9.-]{1,200}/")
        ? told
        : "https://slack.com/";
  }

  /** Where the workspace is, as far as that is known without asking. */
  String knownUrl() {
    var it = known.get();
    return it == null ? "https://slack.com/" : it.url();
  }
}
