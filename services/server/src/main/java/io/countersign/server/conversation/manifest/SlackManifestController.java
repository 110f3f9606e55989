package io.countersign.server.conversation.manifest;

import io.countersign.connectors.slack.manifest.SlackManifest;
import io.countersign.connectors.slack.manifest.SlackMode;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The manifest from which Slack makes the app. Nothing in it is a secret. */
@RestController
class SlackManifestController {
  private static final String NAME = "Countersign";
  private static final String COMMAND = "/countersign";

  /** Any of our addresses takes everything: what it is, the delivery itself says. */
  private static final String DELIVERIES = "/slack/events";

  /** Unused by who connects outward. */
  private static final URI NOWHERE = URI.create("https://localhost");

  /**
   * @param mode {@code http} or {@code socket}
   * @param url the server's https address, as Slack reaches it
   */
  @GetMapping(value = "/api/v1/slack/manifest", produces = MediaType.APPLICATION_JSON_VALUE)
  String manifest(
      @RequestParam(required = false) @Nullable String mode,
      @RequestParam(required = false) @Nullable String url,
      @RequestParam(required = false) @Nullable String name) {
    var way = ParameterParsing.word("mode", mode, SlackMode.class);
    var base = ParameterParsing.parameter("url", url, URI::create, "an https address");
    if (base == null && way != SlackMode.SOCKET) {
      throw RefusedException.badRequest(
          "url", "is missing, which Slack needs to reach this server");
    }
    try {
      return new SlackManifest(
              name == null || name.isEmpty() ? NAME : name,
              COMMAND,
              base == null ? NOWHERE : URI.create(trimmed(base) + DELIVERIES),
              way == null ? SlackMode.HTTP : way)
          .json();
    } catch (IllegalArgumentException e) {
      throw RefusedException.badRequest("url", String.valueOf(e.getMessage()));
    }
  }

  private static String trimmed(URI base) {
    return base.toString().replaceAll("/+$", "");
  }
}
