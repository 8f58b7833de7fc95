/** Amazon Bedrock's Converse and ConverseStream, as an upstream. */
@NullMarked
package io.tollgate.providers.wire.bedrock;

import org.jspecify.annotations.NullMarked;
