/** The words in which people read of a notice, for all receivers that people look at. */
@NullMarked
package io.countersign.connectors.notice;

import org.jspecify.annotations.NullMarked;
