/** The port to receivers that are told of approvals. */
@NullMarked
package io.countersign.connectors.spi.notice;

import org.jspecify.annotations.NullMarked;
