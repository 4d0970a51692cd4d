import feedparser

feed = feedparser.parse("https://site.example/feeds/technologies.xml")
print(feed.feed.title)
for entry in feed.entries[:3]:
    print(entry.updated[:10], entry.title, sep=" | ")
