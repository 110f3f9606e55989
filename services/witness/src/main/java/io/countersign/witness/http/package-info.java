/** The protocol over HTTP, within bounds. */
@NullMarked
package io.countersign.witness.http;

import org.jspecify.annotations.NullMarked;
