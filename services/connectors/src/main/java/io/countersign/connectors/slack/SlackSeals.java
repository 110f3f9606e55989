package io.countersign.connectors.slack;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
import io.countersign.connectors.spi.conversation.PressSeal;
import java.util.ArrayList;
import java.util.List;

/**
 * The seals of what buttons in Slack carry: by the signing secrets, and by the app token where
 * Socket Mode goes without any. A secret that can't be read seals nothing.
 */
final class SlackSeals {
  /** References of the secrets; the first one that can be read seals. */
  private final List<String> secrets;

  SlackSeals(SlackSettings settings) {
    var appToken = settings.appToken();
    this.secrets =
        settings.signingSecrets().isEmpty() && appToken != null
            ? List.of(appToken)
            : settings.signingSecrets();
  }

  List<byte[]> of(byte[] content) {
    var found = new ArrayList<byte[]>();
    for (var reference : secrets) {
      if (Secrets.resolve(reference) instanceof Outcome.Ok<Secret>(var secret)) {
        found.add(secret.bytes());
      }
    }
    return PressSeal.of(found, content);
  }
}
