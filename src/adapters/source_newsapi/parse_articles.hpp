#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_newsapi {

/// Articles as Mentions of `subject`, their text no further than the tone of title and description.
/// The id is the URL without what does not name the article. Withdrawn articles are passed over.
/// `next` is the time until which to ask for the rest, newest first, when the answer holds fewer
/// articles than it counts; the article at that time may come again.
/// Errors: unavailable for HTML and for an error under status 200; corrupt_data without articles.
[[nodiscard]] Result<feed::Answer> parse_articles(std::string_view body, const std::string& subject,
                                                  feed::Instant received_at);

/// The publishers that NewsAPI reads: each is passed over. Errors: as above.
[[nodiscard]] Result<feed::Answer> parse_sources(std::string_view body);

/// "https://a.example/b?utm_source=x#c" becomes "https://a.example/b"; "…/watch?v=7" stays, since
/// there the query names the article.
[[nodiscard]] std::string article_id(std::string_view url);

/// "code: message" of the body of an error; empty when there are none.
[[nodiscard]] std::string words_of_error(std::string_view body);

}  // namespace seatsync::source_newsapi
