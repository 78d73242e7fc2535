// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oura4j.model.SleepType;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as a later export could produce it, with types of properties that no model has yet. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FutureDocument(
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("part") @Nullable Part part,
    @JsonProperty("by_zone") @Nullable Map<String, @Nullable Double> byZone,
    @JsonProperty("free") @Nullable Object free,
    @JsonProperty("kinds") @Nullable List<@Nullable SleepType> kinds,
    @JsonProperty("kind_of") @Nullable Map<String, @Nullable SleepType> kindOf,
    @JsonProperty("moments") @Nullable List<@Nullable OffsetDateTime> moments,
    @JsonProperty("days") @Nullable List<@Nullable LocalDate> days,
    @JsonProperty("grid") @Nullable List<@Nullable List<@Nullable Integer>> grid,
    @JsonProperty("parts") @Nullable List<@Nullable Part> parts,
    @JsonProperty("part_of") @Nullable Map<String, @Nullable Part> partOf,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownProperties) {

  /** A nested object. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Part(
      @JsonProperty("inner") @Nullable Inner inner,
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("at") @Nullable OffsetDateTime at,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownProperties) {}

  /** An object in a nested object. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Inner(
      @JsonProperty("depth") @Nullable Long depth,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownProperties) {}
}
