<?xml version="1.0"?>
<CHANNEL HREF="http://harbour.example/" LASTMOD="1998-11-05T22:12">
  <TITLE>Harbour Notes</TITLE>
  <ABSTRACT>What moves in the harbour</ABSTRACT>
  <ITEM HREF="http://harbour.example/1" LASTMOD="1998-11-05T22:12">
    <TITLE>The lock</TITLE>
    <ABSTRACT>It is closed.</ABSTRACT>
  </ITEM>
</CHANNEL>
