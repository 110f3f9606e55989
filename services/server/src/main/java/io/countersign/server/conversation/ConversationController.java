package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.ConversationInbox.WireReply;
import io.countersign.domain.RefusalCode;
import io.countersign.server.web.problem.RefusedException;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The addresses to which Slack delivers. With one connection they need not name it; with several
 * each has addresses of its own.
 */
@RestController
class ConversationController {
  /** A press brings the whole message along: 50 blocks of 3,000 characters, escaped twice. */
  private static final int MOST_BYTES = 1024 * 1024;

  private final ConversationEntrance entrance;

  ConversationController(ConversationEntrance entrance) {
    this.entrance = entrance;
  }

  @PostMapping({"/slack/interactions", "/slack/events", "/slack/commands"})
  ResponseEntity<byte[]> take(@Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    return taken(null, request);
  }

  @PostMapping({
    "/slack/{connection}/interactions",
    "/slack/{connection}/events",
    "/slack/{connection}/commands"
  })
  ResponseEntity<byte[]> takeOf(
      @PathVariable String connection, @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    return taken(connection, request);
  }

  private ResponseEntity<byte[]> taken(@Nullable String connection, HttpServletRequest request)
      throws IOException {
    var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new RefusedException(RefusalCode.TOO_LARGE, "The body is longer than 1 MiB.");
    }
    return answer(entrance.take(connection, headers(request), body));
  }

  private static ResponseEntity<byte[]> answer(WireReply reply) {
    var answer = ResponseEntity.status(reply.status());
    if (!reply.contentType().isEmpty()) {
      answer.contentType(MediaType.parseMediaType(reply.contentType()));
    }
    return answer.body(reply.body().getBytes(StandardCharsets.UTF_8));
  }

  /** Those that come twice are one, which is no signature and no time. */
  private static Map<String, String> headers(HttpServletRequest request) {
    var headers = new HashMap<String, String>();
    for (var name : Collections.list(request.getHeaderNames())) {
      var values = Collections.list(request.getHeaders(name));
      headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values));
    }
    return headers;
  }
}
