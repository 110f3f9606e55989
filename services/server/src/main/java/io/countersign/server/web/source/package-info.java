/** Where calls come from, as far as one caller can be told from another. */
@NullMarked
package io.countersign.server.web.source;

import org.jspecify.annotations.NullMarked;
