// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import feign.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.Charset;

/**
 * A response body that passes through Feign to the decoder as the array that the transport
 * returned. Feign's own body can only be read as a stream, and so has to be copied: a page of heart
 * rates is large. The URI passes too, because Feign's own request has it as text only.
 *
 * @param bytes the body, which must not be modified
 * @param uri the URI that was requested
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are not compared
record ResponseBody(byte[] bytes, URI uri) implements Response.Body {

  /** Returns the body of a response of this library. */
  static ResponseBody of(Response response) {
    return (ResponseBody) response.body();
  }

  @Override
  public Integer length() {
    return bytes.length;
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public InputStream asInputStream() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public Reader asReader(Charset charset) {
    return new InputStreamReader(asInputStream(), charset);
  }

  @Override
  public void close() {
    // Holds nothing that has to be closed.
  }

  /** Returns the size; the bytes contain health data. */
  @Override
  public String toString() {
    return "ResponseBody[" + bytes.length + " bytes]";
  }
}
