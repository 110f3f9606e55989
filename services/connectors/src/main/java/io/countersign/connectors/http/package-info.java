/** Actions by a control API over HTTP, known from configuration alone. */
@NullMarked
package io.countersign.connectors.http;

import org.jspecify.annotations.NullMarked;
