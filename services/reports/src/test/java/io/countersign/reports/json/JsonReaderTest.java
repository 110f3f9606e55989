package io.countersign.reports.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.reports.testing.LedgerText;
import io.countersign.reports.testing.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static JsonMembers read(String text) throws JsonRefusal {
    return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}x",
        "{ }",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":null}",
        "{\"a\":1.5}",
        "{\"a\":1e3}",
        "{\"a\":01}",
        "{\"a\":-0}",
        "{\"a\":9007199254740992}",
        "{\"a\":99999999999999999999}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":tru}",
        "{\"a\" :1}",
        "{'a':1}"
      })
  void whatIsntOfTheProfileIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(JsonRefusal.class);
  }

  @Test
  void bytesThatArentUtf8AndTooDeepNestingAreRefused() {
    var broken = new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, '"', '}'};
    assertThatThrownBy(() -> JsonReader.read(broken)).isInstanceOf(JsonRefusal.class);
    var deep = "{\"a\":" + "[".repeat(200_000);
    assertThatThrownBy(() -> read(deep)).isInstanceOf(JsonRefusal.class);
  }

  @Test
  void membersAreAskedForByTypeAndAbsentOnesAreNull() throws JsonRefusal {
    var members =
        read(
            "{\"f\":true,\"i\":-9007199254740991,\"l\":[\"x\",1,{\"n\":2}],\"o\":{\"t\":\"\\u00e9\\ud83d\\ude00\\n"
                + "\"},\"z\":\"2026-03-02T10:00:00Z\"}");
    assertThat(members.number("i")).isEqualTo(-9007199254740991L);
    assertThat(members.object("o").text("t")).isEqualTo("é😀\n");
    assertThat(members.texts("l")).containsExactly("x");
    assertThat(members.objects("l")).hasSize(1);
    assertThat(members.is("f")).isTrue();
    assertThat(members.instant("z")).isNotNull();
    assertThat(members.instant("o")).isNull();
    assertThat(members.text("i")).isNull();
    assertThat(members.object("nothing").object("at").text("all")).isNull();
  }

  @Test
  void whatIsWrittenIsWhatWasRead() throws JsonRefusal {
    for (var sample : SampleEvents.all().values()) {
      var bytes = LedgerText.bytes(sample);
      assertThat(JsonReader.read(bytes).values()).isEqualTo(sample);
    }
    var odd = Map.<String, Object>of("\u0001\"\\/", "\b\f\n\r\t\u001f\u007f\u2028é😀");
    assertThat(JsonReader.read(LedgerText.bytes(odd)).values()).isEqualTo(odd);
  }

  @Test
  void membersOutOfOrderAreNoticed() {
    var json = new JsonWriter(new ByteArrayOutputStream());
    assertThatThrownBy(
            () ->
                json.object(
                    it -> {
                      it.member("b", 1);
                      it.member("a", 1);
                    }))
        .isInstanceOf(IllegalStateException.class);
  }
}
