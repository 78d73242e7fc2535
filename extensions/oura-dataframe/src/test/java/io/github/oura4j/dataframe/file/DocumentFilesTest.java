// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.dataframe.FutureDocument;
import io.github.oura4j.dataframe.OuraFrames;
import io.github.oura4j.dataframe.Person;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.SleepContributors;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.Tag;
import io.github.oura4j.simulator.SimulatedPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that are written to NDJSON and Parquet files and read back. */
class DocumentFilesTest {
  private static final SimulatedPerson PERSON =
      SimulatedPerson.builder().seed(11).newestDay(LocalDate.of(2026, 3, 31)).build();

  @TempDir Path folder;

  static Stream<DocumentFormat> formats() {
    return Stream.of(DocumentFormat.ndjson(), DocumentFormat.parquet());
  }

  static Stream<Arguments> dataTypesInEachFormat() {
    return formats()
        .flatMap(
            format -> Arrays.stream(DataType.values()).map(type -> Arguments.of(type, format)));
  }

  @ParameterizedTest
  @MethodSource("dataTypesInEachFormat")
  void documents_ofEachDataType_areReadBackEqual(DataType type, DocumentFormat format)
      throws IOException {
    assertReadBackEqual(type.documentType(), format);
  }

  private <T> void assertReadBackEqual(Class<T> type, DocumentFormat format) throws IOException {
    List<T> documents = Person.documents(PERSON, type);

    Path file = write(documents, type, format);

    assertThat(read(file, type)).isNotEmpty().isEqualTo(documents);
    assertSameFrame(OuraFrames.read(file, type), OuraFrames.of(documents, type));
  }

  private static void assertSameFrame(DataFrame frame, DataFrame expected) {
    assertThat(frame.getColumnsIndex()).isEqualTo(expected.getColumnsIndex());
    for (String column : expected.getColumnsIndex()) {
      assertThat(frame.<Object>getColumn(column))
          .as(column)
          .containsExactlyElementsOf(expected.getColumn(column));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void documents_withUnknownPropertiesAtAnyDepth_areReadBackEqual(DocumentFormat format)
      throws IOException {
    String json =
        """
        {"id":"a","contributors":{"timing":5,"novelty":[0.1,null,{"x":1e30}]},"score":null,\
        "mood":{"deep":{"text":"äöü \\u2028 😀","no":false,"n":123456789012345678901234567890}}}\
        """;
    DailySleep odd = OuraJson.read(json, DailySleep.class);

    Path file = write(List.of(odd, DailySleep.builder().build()), DailySleep.class, format);

    assertThat(read(file, DailySleep.class))
        .containsExactly(odd, DailySleep.builder().build())
        .first()
        .satisfies(read -> assertThat(OuraJson.write(read)).isEqualTo(OuraJson.write(odd)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void documents_withValuesThatDoNotFitTheirTypes_areReadBackEqual(DocumentFormat format)
      throws IOException {
    DailySleep odd =
        OuraJson.read(
            """
            {"id":"a","day":"2026-03-01","score":"high","timestamp":"2026-02-30T00:00:00Z",\
            "contributors":{"timing":1e400,"latency":[1,null]}}\
            """,
            DailySleep.class);

    Path file = write(List.of(odd), DailySleep.class, format);

    assertThat(odd.unknownProperties()).containsOnlyKeys("score", "timestamp");
    assertThat(read(file, DailySleep.class))
        .containsExactly(odd)
        .first()
        .satisfies(read -> assertThat(OuraJson.write(read)).isEqualTo(OuraJson.write(odd)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void timestamps_ofRemoteYears_areReadBackEqual(DocumentFormat format) throws IOException {
    List<DailySleep> documents =
        Stream.of(
                "0000-01-01T00:00:00Z",
                "1676-12-31T23:59:59.999999Z",
                "1969-12-31T23:59:59.000001-18:00",
                "2263-01-01T00:00:00+01:00",
                "9999-12-31T23:59:59.999999+18:00")
            .map(OffsetDateTime::parse)
            .map(timestamp -> DailySleep.builder().id("a").timestamp(timestamp).build())
            .toList();

    assertThat(read(write(documents, DailySleep.class, format), DailySleep.class))
        .isEqualTo(documents);
  }

  /** No value is lost, although a timestamp of such a year is not read as one. */
  @ParameterizedTest
  @MethodSource("formats")
  void documents_withValuesThatParquetCannotHold_areWrittenBackEqual(DocumentFormat format)
      throws IOException {
    DailySleep distant =
        DailySleep.builder()
            .id("a")
            .day(LocalDate.MAX)
            .timestamp(OffsetDateTime.parse("+999999999-01-01T00:00:00+02:00"))
            .contributors(SleepContributors.builder().timing(1).build())
            .build();

    Path file = write(List.of(distant), DailySleep.class, format);

    assertThat(read(file, DailySleep.class))
        .singleElement()
        .satisfies(read -> assertThat(OuraJson.write(read)).isEqualTo(OuraJson.write(distant)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void documents_ofATypeOfALaterExport_areReadBackEqual(DocumentFormat format) throws IOException {
    FutureDocument full =
        OuraJson.read(
            """
            {"id":"a","part":{"inner":{"depth":9007199254740993,"odd":1},"name":"","at":"2026-03-29T03:30:00.123456+02:00"},
             "by_zone":{"x":1.5,"y":null},"free":{"a":[1,null]},"kinds":["rest",null,"new"],
             "kind_of":{"z":"sleep","w":null},"moments":["1969-12-31T23:59:59.5-11:30",null],
             "days":["1960-02-29",null,"+999999999-12-31"],"grid":[[1,null],null,[]],
             "parts":[{"name":"b","odd":{"x":true},"at":"2026-03-29T01:30:00+01:00"},null,{}],
             "part_of":{"k":{"inner":{"depth":1}}},"odd":[null]}
            """,
            FutureDocument.class);
    FutureDocument empty =
        OuraJson.read(
            "{\"part\":{},\"by_zone\":{},\"free\":\"text\",\"kinds\":[],\"grid\":[],\"parts\":[]}",
            FutureDocument.class);

    Path file = write(List.of(full, empty), FutureDocument.class, format);

    assertThat(read(file, FutureDocument.class)).containsExactly(full, empty);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void offsets_ofTimestamps_areReadBack(DocumentFormat format) throws IOException {
    List<SleepPeriod> nights =
        Stream.of(
                "2026-10-25T02:30:00+02:00",
                "2026-10-25T02:30:00+01:00",
                "1969-07-20T20:17:40.25-09:30")
            .map(OffsetDateTime::parse)
            .map(start -> SleepPeriod.builder().bedtimeStart(start).build())
            .toList();

    Path file = write(nights, SleepPeriod.class, format);

    assertThat(read(file, SleepPeriod.class)).isEqualTo(nights);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void file_withoutDocuments_isReadBackEmpty(DocumentFormat format) throws IOException {
    Path file = write(List.of(), DailySleep.class, format);

    assertThat(read(file, DailySleep.class)).isEmpty();
    assertThat(OuraFrames.read(file, DailySleep.class).width()).isEqualTo(11);
  }

  @Test
  void parquet_ofMoreRowsThanARowGroupHolds_isReadBackEqual() throws IOException {
    Random random = new Random(7);
    List<Tag> tags = new ArrayList<>();
    for (int tag = 0; tag < 300; tag++) {
      byte[] incompressible = new byte[90_000];
      random.nextBytes(incompressible);
      tags.add(Tag.builder().text(Base64.getEncoder().encodeToString(incompressible)).build());
    }

    Path file = write(tags, Tag.class, DocumentFormat.parquet());

    assertThat(read(file, Tag.class)).isEqualTo(tags);
  }

  @Test
  void ndjson_hasOneLineForEachDocument() throws IOException {
    DailySleep odd =
        OuraJson.read("{\"id\":\"a\\nb\",\"score\":null,\"x\":[null]}", DailySleep.class);

    Path file = write(List.of(odd, odd), DailySleep.class, DocumentFormat.ndjson());

    assertThat(Files.readString(file))
        .isEqualTo("{\"id\":\"a\\nb\",\"x\":[null]}\n{\"id\":\"a\\nb\",\"x\":[null]}\n");
  }

  @Test
  void read_ofALineThatIsNoDocument_namesTheLineWithoutItsContent() throws IOException {
    Path file = folder.resolve("sleep.ndjson");
    Files.writeString(file, "{\"id\":\"a\"}\n\n{\"id\":\"secret\n");

    try (DocumentReader<SleepPeriod> reader = DocumentReader.open(file, SleepPeriod.class)) {
      assertThat(reader.read()).isPresent();
      assertThatThrownBy(reader::read)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + ", line 3: ")
          .hasMessageNotContaining("secret")
          .hasNoCause();
    }
  }

  @Test
  void read_ofACutOffParquetFile_isAnErrorThatNamesTheFile() throws IOException {
    Path file =
        write(
            Person.documents(PERSON, DailySleep.class), DailySleep.class, DocumentFormat.parquet());
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> read(file, DailySleep.class))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": this is not a complete Parquet file")
        .hasNoCause();
  }

  @Test
  void read_ofACsvFile_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentReader.open(Path.of("sleep.csv"), SleepPeriod.class))
        .withMessageContaining("sleep.csv is neither a .ndjson nor a .parquet file");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void writer_ofAClassThatIsNoRecord_isRejected(DocumentFormat format) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> write(List.of("text"), String.class, format))
        .withMessageContaining("java.lang.String is not a record");
  }

  private <T> Path write(List<T> documents, Class<T> type, DocumentFormat format)
      throws IOException {
    Path file = folder.resolve("documents." + format.extension());
    try (DocumentWriter<T> writer = format.writer(type, Files.newOutputStream(file))) {
      for (T document : documents) {
        writer.write(document);
      }
    }
    return file;
  }

  private static <T> List<T> read(Path file, Class<T> type) throws IOException {
    List<T> documents = new ArrayList<>();
    try (DocumentReader<T> reader = DocumentReader.open(file, type)) {
      for (Optional<T> next = reader.read(); next.isPresent(); next = reader.read()) {
        documents.add(next.get());
      }
    }
    return documents;
  }
}
