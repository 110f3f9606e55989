package io.countersign.connectors.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.countersign.connectors.slack.manifest.SlackManifest;
import io.countersign.connectors.slack.manifest.SlackMode;
import io.countersign.connectors.slack.manifest.SlackScopes;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class SlackManifestTest {
  private static final URI URL = URI.create("https://countersign.example.org/slack");

  @ParameterizedTest
  @EnumSource
  void itIsWhatSlackTakes(SlackMode mode) {
    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    var schema = registry.getSchema(SlackData.text("manifest/manifest.schema.1.0.0.json"));
    var manifest = new SlackManifest("Countersign", "/countersign", URL, mode);
    assertThat(schema.validate(manifest.json(), InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(SlackData.text("manifest/v1.valid.json"), InputFormat.JSON))
        .isEmpty();
    assertThat(schema.validate(SlackData.text("manifest/v1.invalid.json"), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void itAsksForWhatTheCheckLooksFor() {
    var manifest = new SlackManifest("Countersign", "/countersign", URL, SlackMode.HTTP);
    var json = JsonMapper.shared().readTree(manifest.json());
    assertThat(json.at("/oauth_config/scopes/bot").valueStream().map(it -> it.asString()))
        .containsExactlyElementsOf(SlackScopes.all());
    assertThat(json.at("/settings/interactivity/request_url").asString()).isEqualTo(URL.toString());
    assertThat(YAMLMapper.shared().readTree(manifest.yaml())).isEqualTo(json);
    assertThatThrownBy(
            () ->
                new SlackManifest(
                    "Countersign", "/countersign", URI.create("http://x.example"), SlackMode.HTTP))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
