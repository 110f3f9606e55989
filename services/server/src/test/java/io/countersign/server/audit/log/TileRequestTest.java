package io.countersign.server.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one way in which C2SP tlog-tiles writes the address of a tile. */
class TileRequestTest {
  @Test
  void addressesAreReadAsTheStandardWritesThem() {
    assertThat(TileRequest.parse("/0/000")).hasValue(new TileRequest(0, 0, 256));
    assertThat(TileRequest.parse("/1/x001/x234/067")).hasValue(new TileRequest(1, 1_234_067, 256));
    assertThat(TileRequest.parse("/0/x001/000.p/112")).hasValue(new TileRequest(0, 1_000, 112));
    assertThat(TileRequest.parse("/entries/273.p/1"))
        .hasValue(new TileRequest(TileRequest.ENTRIES, 273, 1));
    assertThat(TileRequest.parse("/63/x999/x999/x999/x999/x999/999.p/255"))
        .hasValue(new TileRequest(63, 999_999_999_999_999_999L, 255));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/0",
        "/0/",
        "/-1/000",
        "/00/000",
        "/100/000",
        "/0/0",
        "/0/00",
        "/0/0000",
        "/0/1000",
        "/0/x000",
        "/0/x1000/000",
        "/0/x000/001",
        "/0/x000/x001/000",
        "/0/x001",
        "/0/x001/x000",
        "/0/001/000",
        "/0/-01",
        "/0/000.p",
        "/0/000.p/",
        "/0/000.p/0",
        "/0/000.p/00",
        "/0/000.p/01",
        "/0/000.p/256",
        "/0/000.p/999",
        "/0/000.p/1000",
        "/0/000.p/-1",
        "/0/000.p/1/2",
        "/0/000 ",
        "/0/000\n",
        "/0/x999/x999/x999/x999/x999/x999/999",
        "/0/\u0660\u0660\u0660",
        "/Entries/000",
        "/entries/x000/000",
        "/entries/../0/000",
        "//0/000"
      })
  void anyOtherWritingIsNoAddress(String path) {
    assertThat(TileRequest.parse(path)).isEmpty();
  }
}
