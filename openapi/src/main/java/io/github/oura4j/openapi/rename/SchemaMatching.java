// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.rename;

import io.github.oura4j.openapi.overlay.PublicNames;
import io.github.oura4j.openapi.rename.SchemaRenames.Match;
import io.github.oura4j.openapi.rename.SchemaRenames.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Matches the schemas that are only in our table with those that are only in an export.
 *
 * <p>Two schemas are the same if their names are and their shapes fit, or if their shapes are very
 * similar and no other schema is a candidate. What is less certain becomes a question.
 *
 * @param matched the schemas that are certainly the same
 * @param questions the uncertain cases, which a maintainer decides
 */
record SchemaMatching(List<Match> matched, List<String> questions) {
  /** From this similarity on, two shapes are the same schema; below, a maintainer decides. */
  private static final double CERTAIN = 0.75;

  /** Below this similarity, two shapes are unrelated, and two names where shapes are unknown. */
  private static final double POSSIBLE = 0.5;

  /** How much higher than the next best a candidate must rank to be certain. */
  private static final double LEAD = 0.1;

  /**
   * Two schemas that may be the same.
   *
   * @param similarity the similarity of their shapes, from 0 to 1; null if the old shape is unknown
   * @param fits whether their shapes do not contradict that they are the same
   * @param rank the similarity, raised by the same or similar names and by similar use
   */
  private record Candidate(
      String oldName,
      String newName,
      Reason reason,
      @Nullable Double similarity,
      boolean fits,
      double rank) {

    boolean isPossible() {
      return isSameByName()
          || atLeast(POSSIBLE)
          || (similarity == null && NameSimilarity.of(oldName, newName) >= POSSIBLE);
    }

    boolean isCertain() {
      return isSameByName() ? fits : atLeast(CERTAIN);
    }

    private boolean isSameByName() {
      return reason != Reason.SAME_SHAPE;
    }

    private boolean atLeast(double limit) {
      return similarity != null && similarity >= limit;
    }

    boolean competesWith(Candidate other) {
      return !equals(other) && (oldName.equals(other.oldName) || newName.equals(other.newName));
    }

    @Nullable Integer percent() {
      return similarity == null ? null : (int) Math.round(similarity * 100);
    }
  }

  /**
   * Matches schemas.
   *
   * @param missing the schemas of our table that the export lacks, with their shapes if known
   * @param unnamed the schemas of the export that our table lacks
   */
  static SchemaMatching of(
      Map<String, Optional<SchemaShape>> missing,
      Map<String, SchemaShape> unnamed,
      PublicNames.Table names) {
    List<Candidate> candidates = new ArrayList<>();
    missing.forEach(
        (oldName, oldShape) ->
            unnamed.forEach(
                (newName, newShape) ->
                    candidates.add(candidate(oldName, oldShape, newName, newShape, names))));
    candidates.removeIf(candidate -> !candidate.isPossible());
    candidates.sort(Comparator.comparingDouble(Candidate::rank).reversed());
    return of(candidates, names);
  }

  private static SchemaMatching of(List<Candidate> candidates, PublicNames.Table names) {
    List<Match> matched = new ArrayList<>();
    Set<Candidate> open = new HashSet<>(candidates);
    // Best candidate first. A match removes both its names from the other candidates, so that a
    // candidate that was ambiguous can become certain.
    for (Candidate candidate : candidates) {
      if (open.contains(candidate) && candidate.isCertain() && leads(candidate, open)) {
        matched.add(match(candidate, names));
        open.remove(candidate);
        open.removeIf(candidate::competesWith);
      }
    }
    List<String> questions =
        candidates.stream().filter(open::contains).map(SchemaMatching::question).toList();
    return new SchemaMatching(List.copyOf(matched), questions);
  }

  private static boolean leads(Candidate candidate, Set<Candidate> open) {
    return open.stream()
        .filter(candidate::competesWith)
        .allMatch(other -> candidate.rank() - other.rank() >= LEAD);
  }

  private static Candidate candidate(
      String oldName,
      Optional<SchemaShape> oldShape,
      String newName,
      SchemaShape newShape,
      PublicNames.Table names) {
    Reason reason = reason(oldName, newName, names);
    double use = oldShape.map(newShape::usageSimilarity).orElse(0.0);
    Double similarity = oldShape.map(newShape::similarity).orElse(null);
    // Names and use only decide between similar shapes, so they count less.
    double rank =
        (similarity == null ? 0 : similarity)
            + 0.2 * NameSimilarity.of(oldName, newName)
            + 0.2 * use
            + weight(reason);
    return new Candidate(
        oldName, newName, reason, similarity, oldShape.map(newShape::fits).orElse(true), rank);
  }

  /**
   * Returns what the reason adds to the rank. The same or a former name counts less than the
   * difference between a bad shape and a good one: without prefixes and suffixes, two schemas can
   * have one name.
   */
  private static double weight(Reason reason) {
    return switch (reason) {
      case FORMER_NAME, SAME_NAME -> 0.3;
      case SAME_SHAPE, SAME_USE -> 0;
    };
  }

  private static Reason reason(String oldName, String newName, PublicNames.Table names) {
    String publicName = Objects.requireNonNull(names.schemas().get(oldName));
    if (publicName.equals(names.formerSchemas().get(newName))) {
      return Reason.FORMER_NAME;
    }
    String core = CoreName.of(newName);
    return core.equals(CoreName.of(oldName)) || core.equals(CoreName.of(publicName))
        ? Reason.SAME_NAME
        : Reason.SAME_SHAPE;
  }

  private static Match match(Candidate candidate, PublicNames.Table names) {
    return new Match(
        candidate.oldName(),
        candidate.newName(),
        Objects.requireNonNull(names.schemas().get(candidate.oldName())),
        candidate.reason(),
        candidate.percent());
  }

  private static String question(Candidate candidate) {
    return "/components/schemas/%s: Was '%s' renamed to '%s'? %s If so, change '%s' to '%s' on the left in overlay/names.yaml; if not, add '%s' there with another name."
        .formatted(
            candidate.newName(),
            candidate.oldName(),
            candidate.newName(),
            evidence(candidate),
            candidate.oldName(),
            candidate.newName(),
            candidate.newName());
  }

  private static String evidence(Candidate candidate) {
    if (candidate.similarity() == null) {
      return "Their names are %s, and without a description of the previous export their shapes cannot be compared."
          .formatted(
              candidate.isSameByName() ? "the same without prefixes and suffixes" : "similar");
    }
    return candidate.isSameByName()
        ? "Their names belong together, but their shapes are only %d %% similar."
            .formatted(candidate.percent())
        : "Their shapes are %d %% similar.".formatted(candidate.percent());
  }
}
