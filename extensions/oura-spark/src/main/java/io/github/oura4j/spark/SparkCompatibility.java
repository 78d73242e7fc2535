// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.module.scala.DefaultScalaModule;

/** Checks that the versions of Spark, Java and Jackson fit together. */
public final class SparkCompatibility {
  private static final int FIRST_JAVA_WITHOUT_SUBJECT = 24;

  private SparkCompatibility() {}

  /**
   * Checks the versions in this JVM. The data source does so for each query. Spark 4.0 does not
   * even start a session on a Java that is too new for it, so programs that may run there call this
   * first.
   *
   * @throws OuraSparkException if versions do not fit; the message says which, and what to do
   */
  public static void check() {
    check(
        org.apache.spark.package$.MODULE$.SPARK_VERSION(),
        Runtime.version().feature(),
        new ObjectMapper().version(),
        new DefaultScalaModule().version());
  }

  static void check(String spark, int java, Version jackson, Version jacksonScala) {
    if (!spark.startsWith("4.")) {
      throw new OuraSparkException(
          "This is Spark " + spark + ", but oura-spark needs Spark 4. Use Spark 4.0 or newer.");
    }
    if (spark.startsWith("4.0.") && java >= FIRST_JAVA_WITHOUT_SUBJECT) {
      throw new OuraSparkException(
          "Spark "
              + spark
              + " does not run on Java "
              + java
              + ", which has no security manager anymore. Use Java 17 or 21, or Spark 4.2.");
    }
    if (jackson.getMinorVersion() != jacksonScala.getMinorVersion()
        || jackson.getMajorVersion() != jacksonScala.getMajorVersion()) {
      throw new OuraSparkException(
          "Spark's jackson-module-scala is version "
              + jacksonScala
              + ", which refuses jackson-databind "
              + jackson
              + ". Use the same minor version of both: import jackson-bom in that version, or let"
              + " Spark's own Jackson win.");
    }
  }
}
