// A map of limited size from text to values that forgets the entry unused for longest. Not thread-safe: the owner
// locks. Bounded by the number of entries and by the size of their keys: where keys are statements, what is remembered
// of one grows with its text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace emulator {

// How a cache is used, as /_emulator/health shows it.
struct CacheCounts {
  std::uint64_t entries = 0, capacity = 0;
  std::uint64_t hits = 0, misses = 0;

  CacheCounts& operator+=(const CacheCounts& other) {
    entries += other.entries;
    capacity += other.capacity;
    hits += other.hits;
    misses += other.misses;
    return *this;
  }
  CacheCounts& operator-=(const CacheCounts& other) {
    entries -= other.entries;
    capacity -= other.capacity;
    hits -= other.hits;
    misses -= other.misses;
    return *this;
  }
};

template <class Value>
class Lru {
 public:
  // A capacity of 0 keeps nothing: insert still returns a reference, which lives until the next insert.
  explicit Lru(std::size_t capacity, std::size_t key_bytes = SIZE_MAX)
      : capacity_(capacity), most_key_bytes_(key_bytes) {}

  Lru(const Lru&) = delete;
  Lru& operator=(const Lru&) = delete;
  Lru(Lru&&) = delete;
  Lru& operator=(Lru&&) = delete;

  // Null if absent. The pointer is good until its entry is erased or evicted. Counts a hit or a miss.
  Value* find(std::string_view key) {
    const auto found = index_.find(key);
    if (found == index_.end()) {
      ++misses_;
      return nullptr;
    }
    ++hits_;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->second;
  }

  // Replaces the value of a key that is there already. Never evicts the entry it has just made.
  Value& insert(std::string_view key, Value value) {
    if (const auto found = index_.find(key); found != index_.end()) {
      entries_.splice(entries_.begin(), entries_, found->second);
      return found->second->second = std::move(value);
    }
    entries_.emplace_front(std::string(key), std::move(value));
    index_.emplace(entries_.front().first, entries_.begin());
    key_bytes_ += key.size();
    while ((entries_.size() > capacity_ || key_bytes_ > most_key_bytes_) && entries_.size() > 1) drop_oldest();
    return entries_.front().second;
  }

  bool erase(std::string_view key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return false;
    const auto entry = found->second;
    key_bytes_ -= key.size();
    index_.erase(found);
    entries_.erase(entry);
    return true;
  }

  void clear() {
    index_.clear();
    entries_.clear();
    key_bytes_ = 0;
  }

  std::size_t size() const { return entries_.size(); }
  std::size_t capacity() const { return capacity_; }
  std::uint64_t hits() const { return hits_; }
  std::uint64_t misses() const { return misses_; }
  CacheCounts counts() const { return {entries_.size(), capacity_, hits_, misses_}; }

 private:
  using Entries = std::list<std::pair<const std::string, Value>>;

  void drop_oldest() {
    key_bytes_ -= entries_.back().first.size();
    index_.erase(entries_.back().first);
    entries_.pop_back();
  }

  std::size_t capacity_, most_key_bytes_;
  std::size_t key_bytes_ = 0;
  Entries entries_;                                                         // most recently used first
  std::unordered_map<std::string_view, typename Entries::iterator> index_;  // keys view the entries' own strings
  std::uint64_t hits_ = 0;
  std::uint64_t misses_ = 0;
};

}  // namespace emulator
