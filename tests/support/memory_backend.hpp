#pragma once
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "store/backend.hpp"

namespace telex::test {

/// A store that keeps everything in memory. What a Writer has done with it may be looked at after an awaited save.
class MemoryBackend final : public store::Backend {
 public:
  struct Content {
    std::vector<store::FeedRecord> feeds;
    std::map<std::pair<store::FeedId, std::uint64_t>, std::pair<store::EntryId, store::PreparedEntry>> entries;
    std::map<store::EntryId, std::vector<Mark>> marks;
    std::vector<std::size_t> batches;  ///< how many updates each commit had
  };

  /// Shared, because a Writer owns its backend.
  explicit MemoryBackend(std::shared_ptr<Content> content = std::make_shared<Content>())
      : content_(std::move(content)) {}

  Result<std::vector<store::FeedRecord>> subscribe(std::span<const feed::Subscription> subscriptions) override {
    std::vector<store::FeedRecord> records;
    for (const feed::Subscription& s : subscriptions) records.push_back(record_of(s.url));
    return records;
  }

  Result<std::vector<store::Saved>> commit(std::span<const store::FeedUpdate> updates) override {
    std::vector<store::Saved> all;
    for (const store::FeedUpdate& update : updates) {
      if (update.feed < 1 || update.feed > static_cast<store::FeedId>(content_->feeds.size())) {
        return Error{Fault::not_found, "no such feed", {}};
      }
    }
    for (const store::FeedUpdate& update : updates) all.push_back(save(update));
    content_->batches.push_back(updates.size());
    return all;
  }

  Result<std::size_t> mark(std::span<const store::EntryId> ids, Mark mark) override {
    for (const store::EntryId id : ids) content_->marks[id].push_back(mark);
    return ids.size();
  }

 private:
  store::FeedRecord record_of(const std::string& url) {
    for (const store::FeedRecord& feed : content_->feeds) {
      if (feed.url == url) return feed;
    }
    content_->feeds.push_back({static_cast<store::FeedId>(content_->feeds.size() + 1), url, {}});
    return content_->feeds.back();
  }

  store::Saved save(const store::FeedUpdate& update) {
    store::Saved saved;
    saved.feed = update.feed;
    content_->feeds[static_cast<std::size_t>(update.feed - 1)].poll = update.poll;
    for (const store::PreparedEntry& entry : update.entries) {
      const auto next = static_cast<store::EntryId>(content_->entries.size() + 1);
      const auto [at, added] = content_->entries.try_emplace({update.feed, entry.identity.key}, next, entry);
      if (added) {
        saved.added.push_back(next);
      } else if (!update.complete || at->second.second.revision == entry.revision) {
        ++saved.unchanged;
      } else {
        at->second.second = entry;
        ++saved.changed;
      }
    }
    return saved;
  }

  std::shared_ptr<Content> content_;
};

/// Passes everything on to another backend, but for the calls of commit() that are to fail first.
class FailingBackend final : public store::Backend {
 public:
  /// The errors that the next commits give, one each; shared, so that a test may add to them at any time.
  class Script {
   public:
    void fail(Error error, std::size_t times = 1) {
      const std::scoped_lock lock{mutex_};
      errors_.insert(errors_.end(), times, error);
    }
    std::optional<Error> next() {
      const std::scoped_lock lock{mutex_};
      if (errors_.empty()) return {};
      Error error = std::move(errors_.front());
      errors_.pop_front();
      ++given_;
      return error;
    }
    std::size_t given() const {
      const std::scoped_lock lock{mutex_};
      return given_;
    }

   private:
    mutable std::mutex mutex_;
    std::deque<Error> errors_;
    std::size_t given_ = 0;
  };

  FailingBackend(std::unique_ptr<store::Backend> inner, std::shared_ptr<Script> script)
      : inner_(std::move(inner)), script_(std::move(script)) {}

  Result<std::vector<store::FeedRecord>> subscribe(std::span<const feed::Subscription> subscriptions) override {
    return inner_->subscribe(subscriptions);
  }
  Result<std::vector<store::Saved>> commit(std::span<const store::FeedUpdate> updates) override {
    if (auto error = script_->next()) return std::move(*error);
    return inner_->commit(updates);
  }
  Result<std::size_t> mark(std::span<const store::EntryId> ids, Mark mark) override { return inner_->mark(ids, mark); }

 private:
  std::unique_ptr<store::Backend> inner_;
  std::shared_ptr<Script> script_;
};

}  // namespace telex::test
